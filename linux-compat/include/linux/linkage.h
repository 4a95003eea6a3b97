/* SPDX-License-Identifier: MIT
 * Calling conventions of the 2.4 interface: everything is plain cdecl here.
 */
#pragma once
#define asmlinkage
#define FASTCALL(x) x
#define fastcall
#define SYMBOL_NAME(X) X
#define SYMBOL_NAME_STR(X) #X
