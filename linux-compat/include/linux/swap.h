/* SPDX-License-Identifier: MIT
 * Memory that is free.
 */
#pragma once
extern unsigned int nr_free_pages(void);
