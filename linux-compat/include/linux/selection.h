/* SPDX-License-Identifier: MIT
 * Screens, seen by the code that selects text.
 */
#pragma once
#include <linux/config.h>
#include <linux/console_struct.h>
#include <linux/vt_buffer.h>
extern struct vc_data *lx_foreground(void);
#define video_num_columns (lx_foreground()->vc_cols)
#define video_num_lines (lx_foreground()->vc_rows)
#define video_size_row (2 * video_num_columns)
