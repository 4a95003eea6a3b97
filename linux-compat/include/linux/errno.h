/* SPDX-License-Identifier: MIT
 * Error numbers, and those that never reach a program.
 */
#pragma once
#include <asm/errno.h>
#define ERESTARTSYS 512
#define ERESTARTNOINTR 513
#define ERESTARTNOHAND 514
#define ENOIOCTLCMD 515
#define ENOTSYNC 522
#define EBADCOOKIE 523
#define ENOTSUPP 524
#define EJUKEBOX 528
#define EWOULDBLOCKIO 530
