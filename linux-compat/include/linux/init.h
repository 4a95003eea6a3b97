/* SPDX-License-Identifier: MIT
 * Sections and entry points of a module; init text is kept like any other.
 */
#pragma once
#include <linux/config.h>
#define __init
#define __exit
#define __initdata
#define __exitdata
#define __devinit
#define __devinitdata
#define __devexit
#define __devexitdata
#define __initsetup
#define __init_call
#define __exit_call
#define __INIT
#define __FINIT
#define __INITDATA
#define __obsolete_setup(str)
#define __setup(str, fn)

/* A driver that can be unloaded has its remove function. */
#define __devexit_p(x) x

/* The loader looks for these two names. */
#define module_init(fn) int init_module(void) __attribute__((alias(#fn)));
#define module_exit(fn) void cleanup_module(void) __attribute__((alias(#fn)));
#define __initcall(fn) module_init(fn)
#define __exitcall(fn) module_exit(fn)
