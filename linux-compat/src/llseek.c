/* SPDX-License-Identifier: MIT
 * Going to a place of a file.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/fs.h>

static loff_t lx_llseek(struct file *file, loff_t offset, int origin, loff_t most)
{
    if (origin == 2)
        offset += file->f_dentry->d_inode->i_size;
    else if (origin == 1)
        offset += file->f_pos;
    if (origin < 0 || origin > 2 || offset < 0 || offset > most)
        return -EINVAL;
    if (offset != file->f_pos) {
        file->f_pos = offset;
        file->f_reada = 0;
        file->f_version = ++event;
    }
    return offset;
}

loff_t default_llseek(struct file *file, loff_t offset, int origin)
{
    return lx_llseek(file, offset, origin, OFFSET_MAX);
}
EXPORT_SYMBOL(default_llseek);

/* No further than the file system can go. */
loff_t generic_file_llseek(struct file *file, loff_t offset, int origin)
{
    return lx_llseek(file, offset, origin, file->f_dentry->d_inode->i_sb->s_maxbytes);
}
EXPORT_SYMBOL(generic_file_llseek);
