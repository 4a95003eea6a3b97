/* SPDX-License-Identifier: MIT
 * Checks of ranges of ports and device memory, and of entries below /proc.
 */
#include "check.h"
#include <linux/ioport.h>
#include <linux/proc_fs.h>
#include <asm/io.h>

static void port_regions(void)
{
	struct resource *first = request_region(0x3f0, 2, "first");

	MUST(first);
	MUST(first->start == 0x3f0 && first->end == 0x3f1);
	MUST_BE(strcmp(first->name, "first"), 0);
	MUST(!request_region(0x3f1, 1, "inside"));
	MUST(check_region(0x3f1, 2) != 0);
	MUST_BE(check_region(0x3f2, 2), 0);
	release_region(0x3f0, 2);
	MUST_BE(check_region(0x3f0, 2), 0);
	MUST(request_region(0x3f0, 3, "again"));
	release_region(0x3f0, 3);
}

/* The ports of somebody else. */
static void port_rights(void)
{
	outb(0x5a, 0x87); /* channel 0's page: driver.conf lists the port, so it needs no request */
	MUST_BE(inb(0x87), 0x5a);
	MUST(!request_region(0x0, 0x10000, "all"));
	MUST(request_region(0x3f0, 2, "own"));
	release_region(0x3f0, 2);
}

static void memory_regions(void)
{
	MUST(request_mem_region(0xd0000, 0x4000, "first"));
	MUST(!request_mem_region(0xd2000, 0x4000, "across"));
	MUST(check_mem_region(0xd2000, 0x4000) != 0);
	MUST(request_mem_region(0xd4000, 0x4000, "behind"));
	release_mem_region(0xd0000, 0x4000);
	MUST(request_mem_region(0xd0000, 0x4000, "again"));
	release_mem_region(0xd0000, 0x4000);
	release_mem_region(0xd4000, 0x4000);
}

/* A region inside one that is not busy, such as a bridge's window or a device's BAR. */
static void nested_regions(void)
{
	static struct resource window = { "window", 0xd8000, 0xdbfff, IORESOURCE_MEM };

	MUST_BE(request_resource(&iomem_resource, &window), 0);
	MUST_BE(request_resource(&iomem_resource, &window) == 0, 0);
	MUST(request_mem_region(0xd9000, 0x1000, "inside"));
	MUST(!request_mem_region(0xd9800, 0x1000, "across"));
	MUST(!request_mem_region(0xdb000, 0x2000, "over its end"));
	release_mem_region(0xd9000, 0x1000);
	MUST(request_mem_region(0xd9000, 0x2000, "again"));
	release_mem_region(0xd9000, 0x2000);
	MUST_BE(release_resource(&window), 0);
	MUST(request_mem_region(0xd8000, 0x4000, "all"));
	release_mem_region(0xd8000, 0x4000);
}

/* The video ROM begins with its signature (IBM PC BIOS extension), by two ways to the same bytes. */
static void mapped_memory(void)
{
	unsigned char *rom = ioremap(0xc0000, 0x1000);

	MUST(rom);
	MUST_BE(readb(rom), 0x55);
	MUST_BE(readw(rom), 0xaa55);
	iounmap(rom);
	MUST_BE(isa_readb(0xc0001), 0xaa);
}

static int read_entry(char *page, char **start, off_t off, int count, int *eof, void *data)
{
	*eof = 1;
	return sprintf(page, "entry %ld\n", (long)data);
}

static int get_info(char *page, char **start, off_t off, int count)
{
	return sprintf(page, "info\n");
}

static struct proc_dir_entry *below(struct proc_dir_entry *dir, const char *name)
{
	struct proc_dir_entry *entry;

	for (entry = dir->subdir; entry; entry = entry->next)
		if (!strcmp(entry->name, name))
			return entry;
	return NULL;
}

/* They are where a reader would look for them, with what it would call. */
static void proc_entries(void)
{
	struct proc_dir_entry *dir = proc_mkdir("driver/semantics", NULL), *entry;
	static char page[100];
	char *start = NULL;
	int eof = 0;

	MUST(dir);
	MUST(below(proc_root_driver, "semantics") == dir);
	MUST(S_ISDIR(dir->mode));
	entry = create_proc_read_entry("state", 0, dir, read_entry, (void *)5);
	MUST(entry && below(dir, "state") == entry);
	MUST(S_ISREG(entry->mode));
	MUST_BE(entry->read_proc(page, &start, 0, 100, &eof, entry->data), 8);
	MUST_BE(strcmp(page, "entry 5\n"), 0);
	entry = create_proc_info_entry("info", 0, dir, get_info);
	MUST(entry && below(dir, "info") == entry);
	MUST_BE(entry->get_info(page, &start, 0, 100), 5);
	entry = create_proc_entry("plain", 0600, dir);
	MUST(entry && below(dir, "plain") == entry);
	remove_proc_entry("plain", dir);
	MUST(!below(dir, "plain"));
	remove_proc_entry("info", dir);
	remove_proc_entry("state", dir);
	remove_proc_entry("driver/semantics", NULL);
	MUST(!below(proc_root_driver, "semantics"));
}

const struct check resource_checks[] = {
	{ "port-regions", port_regions },
	{ "port-rights", port_rights },
	{ "memory-regions", memory_regions },
	{ "nested-regions", nested_regions },
	{ "mapped-memory", mapped_memory },
	{ "proc-entries", proc_entries },
	{ NULL },
};
