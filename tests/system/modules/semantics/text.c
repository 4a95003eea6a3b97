/* SPDX-License-Identifier: MIT
 * Checks of formats, numbers in texts, strings, and parameters.
 */
#include "check.h"
#include <linux/ctype.h>

static char out[200];
static const char *wanted;

static int says(const char *text, int length)
{
	wanted = text;
	return length == strlen(text) && !strcmp(out, text);
}
#define FORMAT(text, ...) \
	do { \
		int length_ = sprintf(out, __VA_ARGS__); \
		if (!says(text, length_)) { \
			static char detail_[300]; \
			snprintf(detail_, sizeof(detail_), "\"%.100s\" for \"%s\"", out, wanted); \
			check_fails(__FILE__, __LINE__, detail_, length_); \
			return; \
		} \
	} while (0)

static void format_numbers(void)
{
	FORMAT("1 -2 3000000000", "%d %i %u", 1, -2, 3000000000U);
	FORMAT("[   42] [42   ] [00042] [-0042]", "[%5d] [%-5d] [%05d] [%05d]", 42, 42, 42, -42);
	FORMAT("[+5] [ 5] [-5]", "[%+d] [% d] [%+d]", 5, 5, -5);
	FORMAT("[5] [5]", "[%+u] [% x]", 5, 5); /* a sign is for signed numbers */
	FORMAT("ff FF 0xff 0XFF 0377 377", "%x %X %#x %#X %#o %o", 255, 255, 255, 255, 255, 255);
	FORMAT("[0x001f] [  0x1f]", "[%#06x] [%#6x]", 31, 31);
	FORMAT("[00005] [  005] [005  ]", "[%.5d] [%5.3d] [%-5.3d]", 5, 5, 5);
	FORMAT("[    7][7    ]", "[%*d][%*d]", 5, 7, -5, 7);
	FORMAT("2147483647 -2147483648", "%d %d", INT_MAX, INT_MIN);
	FORMAT("00000008", "%08.3d", 8); /* zeros fill the width whatever the precision */
}

static void format_lengths(void)
{
	FORMAT("-1 65535 -1 255", "%hd %hu %hhd %hhu", -1, 0xffff, -1, 0x1ff);
	FORMAT("4294967296 -4294967297", "%Lu %Ld", 0x100000000ULL, -0x100000001LL);
	FORMAT("18446744073709551615 123456789abcdef0", "%llu %llx", ~0ULL, 0x123456789abcdef0ULL);
	FORMAT("-5 5 5", "%ld %lu %Zu", -5L, 5UL, (size_t)5);
}

static void format_texts(void)
{
	FORMAT("[abc] [  abc] [abc  ] [ab] [   ab]", "[%s] [%5s] [%-5s] [%.2s] [%5.2s]", "abc", "abc", "abc", "abc", "abc");
	FORMAT("[ab]", "[%.*s]", 2, "abcdef");
	FORMAT("<NULL>", "%s", (char *)NULL);
	FORMAT("[x] [  x] [x  ]", "[%c] [%3c] [%-3c]", 'x', 'x', 'x');
	FORMAT("100%", "%d%%", 100);
	FORMAT("%y", "%y");
	FORMAT("00001234 c0000000", "%p %p", (void *)0x1234, (void *)0xc0000000);
	FORMAT("00:1a:FF", "%02x:%02x:%02X", 0, 0x1a, 0xFF);
}

static int passes_on(const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsprintf(out, format, args);
	va_end(args);
	return n;
}

static int passes_on_bounded(int size, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(out, size, format, args);
	va_end(args);
	return n;
}

static void format_bounds(void)
{
	memset(out, 'z', sizeof(out));
	MUST_BE(snprintf(out, 5, "%d", 1234567), 7);
	MUST_BE(strcmp(out, "1234"), 0);
	MUST_BE(out[5], 'z');
	MUST_BE(snprintf(out, 0, "abc"), 3);
	MUST_BE(out[0], '1');
	MUST_BE(passes_on_bounded(4, "%s", "abcdef"), 6);
	MUST_BE(strcmp(out, "abc"), 0);
	MUST_BE(passes_on("%d-%s", 5, "x"), 3);
	MUST_BE(strcmp(out, "5-x"), 0);
}

static void numbers(void)
{
	char *end;
	static const char text[] = "123abc";

	MUST_BE(simple_strtoul(text, &end, 10), 123);
	MUST(end == text + 3);
	MUST_BE(simple_strtoul("0x1f", NULL, 0), 31);
	MUST_BE(simple_strtoul("017", NULL, 0), 15);
	MUST_BE(simple_strtoul("99", NULL, 0), 99);
	MUST_BE(simple_strtoul("ff", NULL, 16), 255);
	MUST_BE(simple_strtoul("4294967295", NULL, 10), -1);
	MUST_BE(simple_strtoul("x", &end, 10), 0);
	MUST_BE(*end, 'x');
	MUST_BE(simple_strtol("-12", NULL, 10), -12);
	MUST_BE(simple_strtol("12", NULL, 10), 12);
	MUST(simple_strtoull("12345678901", NULL, 10) == 12345678901ULL);
}

static void options(void)
{
	static char text[] = "1,0x10,-3";
	char *at = text;
	int list[5], n;

	MUST_BE(get_option(&at, &n), 2);
	MUST_BE(n, 1);
	MUST_BE(get_option(&at, &n), 2);
	MUST_BE(n, 16);
	MUST_BE(get_option(&at, &n), 1);
	MUST_BE(n, -3);
	MUST_BE(get_option(&at, &n), 0);
	at = get_options(text, 5, list);
	MUST_BE(list[0], 3);
	MUST_BE(list[3], -3);
	MUST_BE(*at, 0);
}

static void strings(void)
{
	static char text[32];
	char *rest, *word;

	MUST_BE(strlen("abc"), 3);
	MUST_BE(strnlen("abcdef", 4), 4);
	MUST(strcmp("a", "b") < 0 && strcmp("b", "a") > 0 && !strcmp("a", "a"));
	MUST_BE(strncmp("abc", "abd", 2), 0);
	MUST(strncmp("abc", "abd", 3) < 0);
	MUST_BE(strnicmp("ABC", "abd", 2), 0);
	strcpy(text, "one");
	strcat(text, ",two");
	MUST_BE(strcmp(text, "one,two"), 0);
	MUST(strchr(text, 't') == text + 4);
	MUST(strrchr(text, 'o') == text + 6);
	MUST(strstr(text, "two") == text + 4);
	rest = text;
	word = strsep(&rest, ",");
	MUST_BE(strcmp(word, "one"), 0);
	MUST_BE(strcmp(rest, "two"), 0);
	memset(text, 0, sizeof(text));
	strncpy(text, "abcdef", 3);
	MUST_BE(strcmp(text, "abc"), 0);
	memmove(text + 1, text, 3);
	MUST_BE(strcmp(text, "aabc"), 0);
	MUST(memchr(text, 'c', 10) == text + 3);
	MUST(isdigit('7') && !isdigit('a') && isxdigit('F') && toupper('q') == 'Q' && isspace(' ') && !isspace('x'));
}

/* What driver.conf gave, and in the module's own variable. */
static void parameters(void)
{
	MUST_BE(given_number, -12345);
	MUST_BE(given_list[0], 1);
	MUST_BE(given_list[1], 0x20);
	MUST_BE(given_list[2], 3);
	MUST_BE(given_list[3], 0);
	MUST_BE(strcmp(given_text, "some-text"), 0);
}

const struct check text_checks[] = {
	{ "format-numbers", format_numbers },
	{ "format-lengths", format_lengths },
	{ "format-texts", format_texts },
	{ "format-bounds", format_bounds },
	{ "strtoul", numbers },
	{ "get-options", options },
	{ "strings", strings },
	{ "parameters", parameters },
	{ NULL },
};
