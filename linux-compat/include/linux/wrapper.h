/* SPDX-License-Identifier: MIT
 * Old names around pages and modules.
 */
#pragma once
#define vma_set_inode(v, i) do { } while (0)
#define mem_map_inc_count(page) get_page(page)
#define mem_map_dec_count(page) put_page(page)
