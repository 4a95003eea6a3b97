/* SPDX-License-Identifier: MIT
 * Scattered buffers.
 */
#pragma once
#include <linux/types.h>
struct iovec {
    void *iov_base;
    size_t iov_len;
};
#define UIO_MAXIOV 1024
