/* SPDX-License-Identifier: MIT
 * Memory and string functions; constant sizes are the compiler's work.
 */
#pragma once
#include <linux/types.h>
extern void *memcpy(void *to, const void *from, size_t n);
extern void *memmove(void *to, const void *from, size_t n);
extern void *memset(void *s, int c, size_t n);
extern int memcmp(const void *a, const void *b, size_t n);
extern void *memchr(const void *s, int c, size_t n);
extern void *memscan(void *s, int c, size_t n);
#define memcpy(d, s, n) __builtin_memcpy((d), (s), (n))
#define memset(s, c, n) __builtin_memset((s), (c), (n))

extern size_t strlen(const char *s);
extern size_t strnlen(const char *s, size_t n);
extern char *strcpy(char *to, const char *from);
extern char *strncpy(char *to, const char *from, size_t n);
extern char *strcat(char *to, const char *from);
extern char *strncat(char *to, const char *from, size_t n);
extern int strcmp(const char *a, const char *b);
extern int strncmp(const char *a, const char *b, size_t n);
extern int strnicmp(const char *a, const char *b, size_t n);
extern char *strchr(const char *s, int c);
extern char *strrchr(const char *s, int c);
extern char *strstr(const char *s, const char *part);
extern char *strpbrk(const char *s, const char *set);
extern size_t strspn(const char *s, const char *set);
extern char *strtok(char *s, const char *separators);
extern char *strsep(char **s, const char *separators);
