/* SPDX-License-Identifier: MIT
 * The names that device numbers have in /dev by convention: those of the list of Linux's allocated devices
 * (devices.txt, as LANANA keeps it), for drivers that do not tell a name.
 */
#include "linux-compat/src/chr.h"
#include "linux-compat/src/cold.h"
#include <linux/major.h>

struct lx_name {
    unsigned int major, first, step, count; /* minors first, first + step, ... */
    const char *name;               /* "%u" is their number; a plain one has it from the second on */
};

static const struct lx_name lx_names[] = {
    { 6, 0, 1, 8, "lp%u" },
    { 14, 0, 16, 8, "mixer" },
    { 14, 1, 16, 1, "sequencer" },
    { 14, 2, 16, 8, "midi" },
    { 14, 3, 16, 8, "dsp" },
    { 14, 4, 16, 8, "audio" },
    { 14, 6, 16, 1, "sndstat" },
    { 14, 8, 16, 1, "sequencer2" },
    { 99, 0, 1, 8, "parport%u" },
};

const char *lx_char_name(unsigned int major, unsigned int minor, char *buffer, unsigned int size)
{
    const struct lx_name *n;
    unsigned int number;

    for (n = lx_names; n < lx_names + ARRAY_SIZE(lx_names); n++) {
        if (n->major != major || minor < n->first || (minor - n->first) % n->step)
            continue;
        number = (minor - n->first) / n->step;
        if (number >= n->count)
            continue;
        if (strchr(n->name, '%'))
            snprintf(buffer, size, n->name, number);
        else if (number)
            snprintf(buffer, size, "%s%u", n->name, number);
        else
            snprintf(buffer, size, "%s", n->name);
        return buffer;
    }
    return NULL;
}
