/* SPDX-License-Identifier: MIT
 * Gives out the minor numbers of sound devices, and the names that belong to them.
 *
 * A minor number is a type (its low four bits) and a unit. A PCM device is registered once and has the types dsp,
 * audio and dsp16; its driver sees by which it was opened.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sound.h>
#include <linux/major.h>
#include <linux/devfs_fs_kernel.h>

#define TYPES 16
#define UNITS 16

static struct file_operations *owners[TYPES][UNITS];
static devfs_handle_t entries[TYPES][UNITS];
static devfs_handle_t folder;

/* The type whose owner serves this one. */
static unsigned int served_by(unsigned int type)
{
    return type == SND_DEV_AUDIO || type == SND_DEV_DSP16 ? SND_DEV_DSP : type;
}

static void name_it(unsigned int type, unsigned int unit, const char *what)
{
    char name[16];

    if (unit)
        sprintf(name, "%s%u", what, unit);
    else
        sprintf(name, "%s", what);
    entries[type][unit] = devfs_register(folder, name, DEVFS_FL_NONE, SOUND_MAJOR, unit * TYPES + type,
                                         S_IFCHR | S_IRUSR | S_IWUSR, owners[served_by(type)][unit], NULL);
}

static const char *const names[TYPES] = { "mixer", "sequencer", "midi", "dsp", "audio", "dspW", "sndstat", "unknown",
                                          "sequencer2", "dmmidi", "dmfm", "unknown", "adsp", "amidi", "admmidi", "unknown" };

/* unit -1: the first that is free. Returns the minor number. */
static int give(struct file_operations *operations, unsigned int type, int unit)
{
    if (unit < 0)
        for (unit = 0; unit < UNITS && owners[type][unit]; unit++)
            ;
    if (unit >= UNITS)
        return -ENOENT;
    if (owners[type][unit])
        return -EBUSY;
    owners[type][unit] = operations;
    name_it(type, unit, names[type]);
    if (type == SND_DEV_DSP)
        name_it(SND_DEV_AUDIO, unit, names[SND_DEV_AUDIO]);
    return unit * TYPES + type;
}

static void take(unsigned int type, int minor)
{
    unsigned int unit = (unsigned int)minor / TYPES;

    if (minor < 0 || unit >= UNITS)
        return;
    owners[type][unit] = NULL;
    devfs_unregister(entries[type][unit]);
    entries[type][unit] = NULL;
    if (type != SND_DEV_DSP)
        return;
    devfs_unregister(entries[SND_DEV_AUDIO][unit]);
    entries[SND_DEV_AUDIO][unit] = NULL;
}

/* Here the caller knows the whole minor number. */
int register_sound_special(struct file_operations *fops, int unit)
{
    if (unit < 0 || unit >= TYPES * UNITS)
        return -EINVAL;
    return give(fops, unit % TYPES, unit / TYPES);
}
EXPORT_SYMBOL(register_sound_special);

int register_sound_mixer(struct file_operations *fops, int dev)
{
    return give(fops, SND_DEV_CTL, dev);
}
EXPORT_SYMBOL(register_sound_mixer);

int register_sound_midi(struct file_operations *fops, int dev)
{
    return give(fops, SND_DEV_MIDIN, dev);
}
EXPORT_SYMBOL(register_sound_midi);

int register_sound_dsp(struct file_operations *fops, int dev)
{
    return give(fops, SND_DEV_DSP, dev);
}
EXPORT_SYMBOL(register_sound_dsp);

int register_sound_synth(struct file_operations *fops, int dev)
{
    return give(fops, SND_DEV_DMMIDI, dev);
}
EXPORT_SYMBOL(register_sound_synth);

void unregister_sound_special(int unit)
{
    if (unit >= 0)
        take(unit % TYPES, unit);
}
EXPORT_SYMBOL(unregister_sound_special);

void unregister_sound_mixer(int unit)
{
    take(SND_DEV_CTL, unit);
}
EXPORT_SYMBOL(unregister_sound_mixer);

void unregister_sound_midi(int unit)
{
    take(SND_DEV_MIDIN, unit);
}
EXPORT_SYMBOL(unregister_sound_midi);

void unregister_sound_dsp(int unit)
{
    take(SND_DEV_DSP, unit);
}
EXPORT_SYMBOL(unregister_sound_dsp);

void unregister_sound_synth(int unit)
{
    take(SND_DEV_DMMIDI, unit);
}
EXPORT_SYMBOL(unregister_sound_synth);

/* A driver wants a file of firmware for its card. There is no file system to read it from. */
int mod_firmware_load(const char *file, char **to)
{
    printk(KERN_WARNING "soundcore: no firmware %s\n", file);
    return 0;
}
EXPORT_SYMBOL(mod_firmware_load);

/* --- opening by number --- */

/* The owner's operations take the place of ours, and count themselves. */
static int sound_open(struct inode *inode, struct file *file)
{
    unsigned int minor = MINOR(inode->i_rdev);
    struct file_operations *operations = owners[served_by(minor % TYPES)][minor / TYPES], *before = file->f_op;
    int error = 0;

    if (!operations)
        return -ENODEV;
    file->f_op = fops_get(operations);
    if (operations->open)
        error = operations->open(inode, file);
    if (error) {
        fops_put(file->f_op);
        file->f_op = fops_get(before);
    }
    fops_put(before);
    return error;
}

static struct file_operations sound_operations = { owner: THIS_MODULE, open: sound_open };

static int __init soundcore_init(void)
{
    int error = devfs_register_chrdev(SOUND_MAJOR, "sound", &sound_operations);

    if (error < 0)
        return error;
    folder = devfs_mk_dir(NULL, "sound", NULL);
    return 0;
}

static void __exit soundcore_exit(void)
{
    devfs_unregister_chrdev(SOUND_MAJOR, "sound");
    devfs_unregister(folder);
}

module_init(soundcore_init);
module_exit(soundcore_exit);
MODULE_DESCRIPTION("Numbers of sound devices");
MODULE_LICENSE("Dual MIT/GPL");
