/* SPDX-License-Identifier: MIT
 * Character sets of consoles.
 */
#pragma once
struct vc_data;
enum { LX_LAT1_MAP, LX_GRAF_MAP, LX_IBMPC_MAP, LX_USER_MAP };
#define GRAF_MAP LX_GRAF_MAP
#define IBMPC_MAP LX_IBMPC_MAP
#define LAT1_MAP LX_LAT1_MAP
#define USER_MAP LX_USER_MAP
extern int conv_uni_to_pc(struct vc_data *console, long unicode);
