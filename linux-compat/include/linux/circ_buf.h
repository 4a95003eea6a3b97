/* SPDX-License-Identifier: MIT
 * A ring of characters; sizes are powers of two, and one place stays free.
 */
#pragma once
struct circ_buf { char *buf; int head, tail; };
#define CIRC_CNT(head, tail, size) (((head) - (tail)) & ((size) - 1))
#define CIRC_SPACE(head, tail, size) CIRC_CNT((tail), (head) + 1, (size))
/* without going round the end */
#define CIRC_CNT_TO_END(head, tail, size) \
    ({ int lx_end = (size) - (tail), lx_all = CIRC_CNT((head), (tail), (size)); lx_all < lx_end ? lx_all : lx_end; })
#define CIRC_SPACE_TO_END(head, tail, size) \
    ({ int lx_end = (size) - (head), lx_all = CIRC_SPACE((head), (tail), (size)); lx_all < lx_end ? lx_all : lx_end; })
