/* SPDX-License-Identifier: MIT
 * Entries below /proc/driver/test, of each kind that drivers have, for the program devcalls.
 */
#include <linux/module.h>
#include <linux/errno.h>
#include <linux/proc_fs.h>
#include <asm/uaccess.h>
#include "chardev.h"

#define LINES 200
#define LINE 10                     /* bytes */
#define CHUNKED 20000
#define RECORDS 300
#define RECORD 7

static struct proc_dir_entry *folder;
static char word[32];

/* The whole text each time */
static int whole_info(char *page, char **start, off_t offset, int count)
{
    int i;

    for (i = 0; i < LINES; i++)
        sprintf(page + LINE * i, "line %04d\n", i);
    return LINE * LINES;
}

/* What was asked for */
static int chunk_read(char *page, char **start, off_t offset, int count, int *eof, void *data)
{
    int i, n = offset >= CHUNKED ? 0 : min(count, CHUNKED - (int)offset);

    for (i = 0; i < n; i++)
        page[i] = (offset + i) * 7 % 251;
    *start = page;
    *eof = offset + n >= CHUNKED;
    return n;
}

/* A record each time; the offset counts records. */
static int count_read(char *page, char **start, off_t offset, int count, int *eof, void *data)
{
    if (offset >= RECORDS)
        return 0;
    *start = (char *)1;
    return sprintf(page, "rec%03d\n", (int)offset);
}

static int word_read(char *page, char **start, off_t offset, int count, int *eof, void *data)
{
    *eof = 1;
    return sprintf(page, "%s%s", (const char *)data, word);
}

static int made_info(char *page, char **start, off_t offset, int count)
{
    return sprintf(page, "made");
}

static int word_write(struct file *file, const char *from, unsigned long count, void *data)
{
    if (count >= sizeof(word))
        return -EINVAL;
    if (copy_from_user(word, from, count))
        return -EFAULT;
    word[count] = 0;
    /* Drivers do such things from their calls, too. */
    if (!strcmp(word, "make") && !create_proc_info_entry("made", 0, folder, made_info))
        return -ENOMEM;
    if (!strcmp(word, "drop"))
        remove_proc_entry("made", folder);
    return count;
}

static ssize_t operation_read(struct file *file, char *to, size_t count, loff_t *position)
{
    const struct proc_dir_entry *entry = file->f_dentry->d_inode->u.generic_ip;
    const char *name = (const char *)file->f_dentry->d_name.name;

    if (*position || count < entry->namelen)
        return 0;
    *position = entry->namelen;
    return copy_to_user(to, name, entry->namelen) ? -EFAULT : entry->namelen;
}

static struct file_operations operations = { owner: THIS_MODULE, read: operation_read };

int procs_init(void)
{
    struct proc_dir_entry *entry;

    folder = proc_mkdir("driver/test", NULL);
    if (!folder || !create_proc_info_entry("whole", 0, folder, whole_info) ||
        !create_proc_read_entry("driver/test/chunk", 0444, NULL, chunk_read, NULL) ||
        !create_proc_read_entry("count", 0, folder, count_read, NULL) ||
        !create_proc_read_entry("no name", 0, folder, count_read, NULL))
        return -ENOMEM;
    entry = create_proc_read_entry("word", 0644, folder, word_read, "it is ");
    if (entry)
        entry->write_proc = word_write;
    entry = create_proc_entry("operations", 0, folder);
    if (!entry)
        return -ENOMEM;
    entry->proc_fops = &operations;
    return 0;
}

void procs_exit(void)
{
    static const char *const names[] = { "whole", "chunk", "count", "no name", "word", "operations", "made" };
    unsigned int i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        remove_proc_entry(names[i], folder);
    remove_proc_entry("driver/test", NULL);
}
