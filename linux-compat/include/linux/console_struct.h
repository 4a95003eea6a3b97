/* SPDX-License-Identifier: MIT
 * What is kept of a virtual console. Alcove has none that a driver could draw on.
 */
#pragma once
#include <linux/types.h>
struct consw;
#define NPAR 16
struct vc_data {
    const struct consw *vc_sw;
    int vc_utf_char;
    unsigned char vc_G0_charset, vc_G1_charset, vc_attr, vc_color, vc_def_color, vc_halfcolor,
        vc_palette[16 * 3], vc_s_color, vc_saved_G0, vc_saved_G1, vc_ulcolor, vc_utf : 1, vc_utf_count;
    unsigned int vc_bell_duration, vc_bell_pitch, vc_blink : 1, vc_bottom, vc_can_do_color : 1, vc_charset : 1,
        vc_cols, vc_cursor_type, vc_decawm : 1, vc_deccm : 1, vc_deccolm : 1, vc_decim : 1, vc_decom : 1,
        vc_decscnm : 1, vc_disp_ctrl : 1, vc_intensity : 2, vc_kmalloced : 1, vc_need_wrap : 1, vc_npar,
        vc_par[NPAR], vc_ques : 1, vc_report_mouse : 2, vc_reverse : 1, vc_rows, vc_s_blink : 1,
        vc_s_charset : 1, vc_s_intensity : 2, vc_s_reverse : 1, vc_s_underline : 1, vc_saved_x, vc_saved_y,
        vc_screenbuf_size, vc_size_row, vc_state, vc_tab_stop[8], vc_toggle_meta : 1, vc_top, vc_underline : 1,
        vc_x, vc_y;
    unsigned long vc_origin, vc_pos, vc_scr_end, vc_uni_pagedir, *vc_uni_pagedir_loc, vc_visible_origin;
    unsigned short vc_complement_mask, vc_hi_font_mask, vc_num, vc_s_complement_mask, *vc_screenbuf,
        *vc_translate, vc_video_erase_char;
    struct vc_data **vc_display_fg;
};
struct vc { struct vc_data *d; };
extern struct vc vc_cons[];
