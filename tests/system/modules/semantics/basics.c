/* SPDX-License-Identifier: MIT
 * Checks of small things that nearly every driver uses: memory and strings, lists, numbers, addresses, entry points.
 */
#include "check.h"
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/version.h>
#include <asm/io.h>
#include <asm/string.h>

extern int init_module(void) __attribute__((weak));
extern void cleanup_module(void) __attribute__((weak));

static void entry_points(void)
{
	MUST(init_module != NULL);
	MUST(cleanup_module != NULL);
}

static void printk_lines(void)
{
	MUST_BE(printk(KERN_DEBUG "twelve: %d\n", 12), strlen("<7>twelve: 12\n"));
}

static unsigned char room[64], other[64];
static volatile int whole = sizeof(room), part = 20;

static int all(const unsigned char *at, int n, int value)
{
	while (n-- > 0)
		if (*at++ != value)
			return 0;
	return 1;
}

#define FILLS(how) \
	do { \
		int i_; \
		for (i_ = 0; i_ < whole; i_++) \
			room[i_] = 1; \
		how; \
		MUST(all(room, part, 0xa5) && all(room + part, whole - part, 1)); \
	} while (0)
#define COPIES(how) \
	do { \
		int i_; \
		for (i_ = 0; i_ < whole; i_++) { \
			room[i_] = 1; \
			other[i_] = 7 * i_; \
		} \
		how; \
		for (i_ = 0; i_ < part; i_++) \
			MUST_BE(room[i_], (unsigned char)(7 * i_)); \
		MUST(all(room + part, whole - part, 1)); \
	} while (0)

static void memory_filled(void)
{
	FILLS(memset(room, 0xa5, part));
	FILLS(__constant_c_and_count_memset(room, 0xa5a5a5a5UL, 20));
	FILLS(__constant_c_memset(room, 0xa5a5a5a5UL, part));
	FILLS(__memset_generic(room, 0xa5, part));
}

static void memory_copied(void)
{
	COPIES(memcpy(room, other, part));
	COPIES(__memcpy(room, other, part));
	COPIES(__constant_memcpy(room, other, 20));
	MUST_BE(memcmp(room, other, part), 0);
	room[part - 1]++;
	MUST(memcmp(room, other, part) > 0);
	MUST(memcmp(other, room, part) < 0);
	MUST(memchr(room, 14, part) == &room[2]);
	MUST(memscan(room, 14, part) == &room[2]);
}

static char *text(int n)
{
	static char texts[3][32] = { "", "abc", "abcdef" };

	return texts[n];
}

static void string_basics(void)
{
	char *to = (char *)room;

	MUST_BE(strlen(text(2)), 6);
	MUST_BE(strnlen(text(2), 4), 4);
	MUST(strcmp(text(1), text(2)) < 0 && strcmp(text(2), text(1)) > 0 && !strcmp(text(1), "abc"));
	MUST(strncmp(text(1), text(2), 3) == 0 && strncmp(text(1), text(2), 4) < 0);
	MUST(strcpy(to, text(2)) == to && to[5] == 'f' && !to[6]);
	memset(to, 'x', 10);
	MUST(strncpy(to, text(1), 6) == to && to[2] == 'c' && !to[3] && !to[5] && to[6] == 'x');
	strcpy(to, text(1));
	strcat(to, text(2));
	MUST(!strcmp(to, "abcabcdef"));
	strncat(to, text(2), 2);
	MUST(!strcmp(to, "abcabcdefab"));
	MUST(strchr(to, 'c') == to + 2 && strrchr(to, 'c') == to + 5 && !strchr(to, 'z'));
	MUST(strstr(to, "cde") == to + 5 && !strstr(to, "cdx"));
	MUST(strpbrk(to, "fd") == to + 6 && !strpbrk(to, "xy"));
	MUST_BE(strspn(to, "abc"), 6);
	MUST(!strnicmp("ABC", text(1), 3) && strnicmp("ABD", text(1), 3) > 0);
	to = (char *)room;
	strcpy(to, "a,b");
	MUST(!strcmp(strtok(to, ","), "a") && !strcmp(strtok(NULL, ","), "b") && !strtok(NULL, ","));
}

struct link {
	int value;
	struct list_head list;
};

static void linked_lists(void)
{
	LIST_HEAD(head);
	LIST_HEAD(more);
	struct link one = { 1 }, two = { 2 }, three = { 3 };
	struct list_head *at, *next;
	int sum = 0;

	MUST(list_empty(&head));
	list_add(&two.list, &head);
	list_add(&one.list, &head);
	list_add_tail(&three.list, &head);
	MUST(!list_empty(&head));
	list_for_each(at, &head)
		sum = sum * 10 + list_entry(at, struct link, list)->value;
	MUST_BE(sum, 123);
	list_del(&two.list);
	sum = 0;
	list_for_each(at, &head)
		sum = sum * 10 + list_entry(at, struct link, list)->value;
	MUST_BE(sum, 13);
	INIT_LIST_HEAD(&two.list);
	MUST(list_empty(&two.list));
	list_add(&two.list, &more);
	list_splice(&more, &head);
	sum = 0;
	list_for_each_safe(at, next, &head) {
		sum = sum * 10 + list_entry(at, struct link, list)->value;
		list_del_init(at);
		MUST(list_empty(at));
	}
	MUST_BE(sum, 213);
	MUST(list_empty(&head));
}

static void device_numbers(void)
{
	kdev_t device = MKDEV(200, 33);

	MUST_BE(MAJOR(device), 200);
	MUST_BE(MINOR(device), 33);
	MUST_BE(kdev_t_to_nr(device), 200 * 256 + 33);
	MUST(to_kdev_t(200 * 256 + 33) == device);
	MUST(!strcmp(kdevname(MKDEV(8, 0x1a)), "08:1a"));
	MUST(!strcmp(bdevname(MKDEV(3, 1)), "03:01"));
	MUST_BE(KERNEL_VERSION(2, 4, 18), LINUX_VERSION_CODE);
}

static void ioctl_numbers(void)
{
	unsigned int number = _IOWR('x', 7, long long);

	MUST_BE(_IOC_DIR(number), _IOC_READ | _IOC_WRITE);
	MUST_BE(_IOC_TYPE(number), 'x');
	MUST_BE(_IOC_NR(number), 7);
	MUST_BE(_IOC_SIZE(number), 8);
	MUST_BE(_IO('x', 7), 0x7807);
	MUST_BE(_IOR('x', 7, int), 0x80047807);
	MUST_BE(_IOW('x', 7, int), 0x40047807);
}

static void limits_of_two(void)
{
	MUST_BE(min(3, 4), 3);
	MUST_BE(max(3, 4), 4);
	MUST_BE(min_t(int, -1, 2), -1);
	MUST_BE(max_t(unsigned int, -1, 2), -1);
	MUST_BE(ARRAY_SIZE(room), 64);
}

static void addresses(void)
{
	unsigned char *block = kmalloc(100, GFP_KERNEL);
	unsigned long physical = virt_to_phys(block);

	MUST(block);
	MUST_BE(physical, (unsigned long)block - PAGE_OFFSET);
	MUST(phys_to_virt(physical) == block);
	MUST_BE(virt_to_bus(block), physical);
	MUST(bus_to_virt(physical) == block);
	MUST_BE(__pa(block), physical);
	MUST(__va(physical) == (void *)block);
	kfree(block);
}

static void device_memory(void)
{
	static unsigned int words[4], copy[4];
	unsigned char *at = (unsigned char *)words;

	writeb(0x12, at);
	writew(0x3456, at + 2);
	writel(0x789abcde, at + 4);
	MUST_BE(words[0], 0x34560012);
	MUST_BE(words[1], 0x789abcde);
	MUST_BE(readb(at + 4), 0xde);
	MUST_BE(readw(at + 4), 0xbcde);
	MUST_BE(readl(at + 4), 0x789abcde);
	memcpy_toio(at + 8, "abcdefgh", 8);
	MUST(!memcmp(&words[2], "abcdefgh", 8));
	memcpy_fromio(copy, at, 16);
	MUST(!memcmp(copy, words, 16));
	memset_io(at, 0x55, 4);
	MUST_BE(words[0], 0x55555555);
	MUST_BE(words[1], 0x789abcde);
}

static void errors_as_pointers(void)
{
	MUST(IS_ERR(ERR_PTR(-ENOMEM)));
	MUST_BE(PTR_ERR(ERR_PTR(-ENOMEM)), -ENOMEM);
	MUST(!IS_ERR(room));
}

static void text_constants(void)
{
	MUST(!strcmp(__MODULE_STRING(some text), "some text"));
	MUST(!strcmp(THIS_MODULE->name ? THIS_MODULE->name : "semantics", "semantics"));
	MUST(ARRAY_SIZE(other) == sizeof(other));
}

static void const_udelay(void)
{
	struct timeval before, after;
	long past;

	do_gettimeofday(&before);
	__const_udelay(500 * 4294UL);
	do_gettimeofday(&after);
	past = (after.tv_sec - before.tv_sec) * 1000000 + after.tv_usec - before.tv_usec;
	MUST(past >= 480 && past < 20000);
}

const struct check basic_checks[] = {
	{ "entry-points", entry_points },
	{ "printk-lines", printk_lines },
	{ "memory-filled", memory_filled },
	{ "memory-copied", memory_copied },
	{ "string-basics", string_basics },
	{ "linked-lists", linked_lists },
	{ "device-numbers", device_numbers },
	{ "ioctl-numbers", ioctl_numbers },
	{ "limits-of-two", limits_of_two },
	{ "addresses", addresses },
	{ "device-memory", device_memory },
	{ "errors-as-pointers", errors_as_pointers },
	{ "text-constants", text_constants },
	{ "const-udelay", const_udelay },
	{ NULL }
};
