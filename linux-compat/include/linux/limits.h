/* SPDX-License-Identifier: MIT
 * Limits of names and paths.
 */
#pragma once
#define NAME_MAX 255
#define PATH_MAX 4096
#define NR_OPEN 1024
#define NGROUPS_MAX 32
#define ARG_MAX 131072
#define OPEN_MAX 256
#define PIPE_BUF 4096
