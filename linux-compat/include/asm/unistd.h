/* SPDX-License-Identifier: MIT
 * Numbers of Linux's system calls, which Alcove has not.
 */
#pragma once
#define __NR_execve 11
