/* SPDX-License-Identifier: MIT
 * /dev/dsp over a ring in memory: the Open Sound System's interface (4Front Technologies, "OSS Programmer's Guide").
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/errno.h>
#include <linux/poll.h>
#include <linux/sound.h>
#include <linux/soundcard.h>
#include <asm/uaccess.h>
#include "pcm.h"

#define DEFAULT_RATE 8000           /* what the guide promises for a newly opened device */
#define LEAST_FRAGMENT 64
#define MOST_FRAGMENT 8192
#define FRAGMENTS 8                 /* of the ring, unless asked otherwise */
#define INTERRUPTS_PER_SECOND 16    /* at least, unless asked otherwise */
#define LEAST_TAIL 2048            /* bytes of silence behind the last sound: cards fetch in advance */
#define PATIENCE (10 * HZ)          /* a card that does not move for so long is broken */

static struct pcm_card *cards;

/* --- the ring; card->lock is held --- */

static void set_up(struct pcm_stream *s)
{
    unsigned int a_second = s->rate * pcm_frame(s), fragment = s->wanted_fragment, count = s->wanted_count;

    if (!fragment)
        for (fragment = MOST_FRAGMENT; fragment > LEAST_FRAGMENT && fragment > a_second / INTERRUPTS_PER_SECOND;)
            fragment /= 2;
    if (!count)
        count = FRAGMENTS;
    while (count > 2 && count * fragment > PCM_RING)
        count--;
    s->fragment = fragment;
    s->bytes = count * fragment;
    s->at = s->hardware = s->filled = 0;
    s->card->operations->setup(s);
    s->set_up = 1;
}

static void halt(struct pcm_stream *s)
{
    if (s->running)
        s->card->operations->stop(s);
    s->running = 0;
    s->at = s->hardware = s->filled = 0;
}

static int tail(const struct pcm_stream *s)
{
    return max(s->fragment, (unsigned int)LEAST_TAIL);
}

/* What stands behind the program's last byte is played when no more comes in time: silence, then, and for so long that
 * the card has put out all before it is stopped. */
static void silence_behind(struct pcm_stream *s)
{
    unsigned int n = 2 * tail(s), part;
    unsigned int at = s->at;
    int quiet = s->bits == 16 ? 0 : 0x80;

    if (s->filled >= (int)n)
        return;
    n = min(n, s->bytes - s->filled);
    while (n) {
        part = min(n, s->bytes - at);
        memset(s->ring + at, quiet, part);
        n -= part;
        at = (at + part) % s->bytes;
    }
}

/* Takes down how far the card has come. */
static void advance(struct pcm_stream *s)
{
    unsigned int now, moved;

    if (!s->running)
        return;
    now = s->card->operations->position(s) % s->bytes;
    moved = (now + s->bytes - s->hardware) % s->bytes;
    s->hardware = now;
    s->total += moved;
    s->blocks += moved / s->fragment;
    if (s->direction == PCM_PLAY) {
        s->filled -= moved;
        if (s->filled > 0)
            silence_behind(s);
        else if (s->filled <= -tail(s))
            halt(s);
    } else {
        s->filled += moved;
        if (s->filled <= (int)s->bytes)
            return;
        s->gaps++;                  /* the oldest is overwritten */
        s->filled = s->bytes;
        s->at = s->hardware;
    }
}

static void start(struct pcm_stream *s)
{
    if (s->running || s->held || !s->set_up || (s->direction == PCM_PLAY && !s->filled))
        return;
    if (s->direction == PCM_PLAY)
        silence_behind(s);
    s->running = 1;
    s->card->operations->start(s);
}

void pcm_interrupt(struct pcm_stream *s)
{
    spin_lock(&s->card->lock);
    advance(s);
    spin_unlock(&s->card->lock);
    wake_up(&s->wait);
}
EXPORT_SYMBOL(pcm_interrupt);

/* Bytes that can be written, or read, now. */
static unsigned int room(struct pcm_stream *s)
{
    unsigned long flags;
    unsigned int n;

    spin_lock_irqsave(&s->card->lock, flags);
    if (!s->set_up)
        set_up(s);
    advance(s);
    n = s->direction == PCM_PLAY ? s->bytes - max(s->filled, 0) : s->filled;
    spin_unlock_irqrestore(&s->card->lock, flags);
    return n;
}

static void go(struct pcm_stream *s)
{
    unsigned long flags;

    spin_lock_irqsave(&s->card->lock, flags);
    start(s);
    spin_unlock_irqrestore(&s->card->lock, flags);
}

static void stop_all(struct pcm_stream *s)
{
    unsigned long flags;

    spin_lock_irqsave(&s->card->lock, flags);
    halt(s);
    s->set_up = 0;
    spin_unlock_irqrestore(&s->card->lock, flags);
}

/* Until so much can be moved; 0: until the card has stopped. */
static int wait_for_card(struct pcm_stream *s, unsigned int wanted)
{
    DECLARE_WAITQUEUE(wait, current);
    long left = PATIENCE;
    int error = 0;

    add_wait_queue(&s->wait, &wait);
    for (;;) {
        set_current_state(TASK_INTERRUPTIBLE);
        if (room(s) >= wanted && (wanted || !s->running))
            break;
        if (signal_pending(current))
            error = -ERESTARTSYS;
        else if (!left)
            error = -EIO;
        if (error)
            break;
        if (s->held)
            schedule();
        else
            left = schedule_timeout(left);
    }
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&s->wait, &wait);
    if (error == -EIO)
        printk(KERN_ERR "%s: the card stands still\n", s->card->name);
    return error;
}

/* Plays to the end of what was written. */
static int drain(struct pcm_stream *s)
{
    int error = 0;

    go(s);
    if (s->set_up && s->running)
        error = wait_for_card(s, 0);
    return error;
}

/* --- reading and writing --- */

static struct pcm_card *card_of(struct file *file)
{
    return file->private_data;
}

/* Moves what lies in one piece and can be moved now; 0: nothing can. */
static ssize_t move(struct pcm_stream *s, char *user, size_t count)
{
    unsigned int n = room(s);
    unsigned long flags, missed;

    if (!n)
        return 0;
    if (s->direction == PCM_PLAY && s->running && s->filled <= 0) { /* the card is past that place */
        spin_lock_irqsave(&s->card->lock, flags);
        s->gaps++;
        halt(s);
        spin_unlock_irqrestore(&s->card->lock, flags);
    }
    n = min(min(n, s->bytes - s->at), (unsigned int)count);
    if (s->direction == PCM_PLAY)
        missed = copy_from_user(s->ring + s->at, user, n);
    else
        missed = copy_to_user(user, s->ring + s->at, n);
    if (missed)
        return -EFAULT;
    spin_lock_irqsave(&s->card->lock, flags);
    s->at = (s->at + n) % s->bytes;
    s->filled += s->direction == PCM_PLAY ? n : -n;
    if (s->direction == PCM_PLAY && s->filled >= (int)(2 * s->fragment))
        start(s);
    spin_unlock_irqrestore(&s->card->lock, flags);
    return n;
}

static ssize_t transfer(struct file *file, enum pcm_direction direction, char *user, size_t count)
{
    struct pcm_stream *s = &card_of(file)->streams[direction];
    size_t done = 0;
    ssize_t n;
    int error;

    while (done < count) {
        n = move(s, user + done, count - done);
        if (n < 0)
            return done ? (ssize_t)done : n;
        done += n;
        if (n)
            continue;
        go(s);
        if (file->f_flags & O_NONBLOCK)
            return done ? (ssize_t)done : -EAGAIN;
        if (direction == PCM_RECORD && done)
            return done;
        error = wait_for_card(s, 1);
        if (error)
            return done ? (ssize_t)done : error;
    }
    return done;
}

static ssize_t pcm_read(struct file *file, char *to, size_t count, loff_t *position)
{
    return position == &file->f_pos ? transfer(file, PCM_RECORD, to, count) : -ESPIPE;
}

static ssize_t pcm_write(struct file *file, const char *from, size_t count, loff_t *position)
{
    return position == &file->f_pos ? transfer(file, PCM_PLAY, (char *)from, count) : -ESPIPE;
}

/* Ready for a fragment. */
static unsigned int pcm_poll(struct file *file, poll_table *table)
{
    struct pcm_stream *s = card_of(file)->streams;
    unsigned int ready = 0;

    if (file->f_mode & FMODE_WRITE) {
        poll_wait(file, &s[PCM_PLAY].wait, table);
        if (room(&s[PCM_PLAY]) >= s[PCM_PLAY].fragment)
            ready |= POLLOUT | POLLWRNORM;
    }
    if (file->f_mode & FMODE_READ) {
        poll_wait(file, &s[PCM_RECORD].wait, table);
        if (room(&s[PCM_RECORD]) >= s[PCM_RECORD].fragment)
            ready |= POLLIN | POLLRDNORM;
        go(&s[PCM_RECORD]);
    }
    return ready;
}

/* --- settings --- */

/* Calls f for each direction that the file has. */
static void for_each(struct file *file, void (*f)(struct pcm_stream *s, int value), int value)
{
    struct pcm_card *card = card_of(file);

    if (file->f_mode & FMODE_WRITE)
        f(&card->streams[PCM_PLAY], value);
    if (file->f_mode & FMODE_READ)
        f(&card->streams[PCM_RECORD], value);
}

static struct pcm_stream *either(struct file *file)
{
    return &card_of(file)->streams[file->f_mode & FMODE_WRITE ? PCM_PLAY : PCM_RECORD];
}

static void set_rate(struct pcm_stream *s, int rate)
{
    stop_all(s);
    rate = max(PCM_LEAST_RATE, min(PCM_MOST_RATE, rate));
    s->rate = s->card->operations->rate(s, rate);
}

static void set_channels(struct pcm_stream *s, int channels)
{
    stop_all(s);
    s->channels = channels;
}

static void set_bits(struct pcm_stream *s, int bits)
{
    stop_all(s);
    s->bits = bits;
}

/* The upper half is how many fragments, the lower one a power of two. */
static void set_fragment(struct pcm_stream *s, int value)
{
    unsigned int shift = value & 0xFFFF, count = (unsigned int)value >> 16;

    stop_all(s);
    s->wanted_fragment = 1 << max(6U, min(13U, shift));
    s->wanted_count = max(2U, min(count, (unsigned int)PCM_RING / s->wanted_fragment));
}

static void reset(struct pcm_stream *s, int unused)
{
    stop_all(s);
    s->total = s->blocks = 0;
}

static void post(struct pcm_stream *s, int unused)
{
    if (s->direction == PCM_PLAY)
        go(s);
}

/* A bit for each direction that shall run. */
static void trigger(struct pcm_stream *s, int bits)
{
    int on = bits & (s->direction == PCM_PLAY ? PCM_ENABLE_OUTPUT : PCM_ENABLE_INPUT);
    unsigned long flags;

    room(s);
    spin_lock_irqsave(&s->card->lock, flags);
    s->held = !on;
    if (on)
        start(s);
    else
        halt(s);
    spin_unlock_irqrestore(&s->card->lock, flags);
    wake_up(&s->wait);
}

static int format_of(const struct pcm_stream *s)
{
    return s->bits == 16 ? AFMT_S16_LE : AFMT_U8;
}

static int give_space(struct pcm_stream *s, unsigned long to)
{
    audio_buf_info info;

    info.bytes = room(s);
    info.fragsize = s->fragment;
    info.fragstotal = s->bytes / s->fragment;
    info.fragments = info.bytes / s->fragment;
    return copy_to_user((void *)to, &info, sizeof(info)) ? -EFAULT : 0;
}

static int give_place(struct pcm_stream *s, unsigned long to)
{
    unsigned long flags;
    count_info info;

    room(s);
    spin_lock_irqsave(&s->card->lock, flags);
    info.bytes = s->total;
    info.blocks = s->blocks;
    info.ptr = s->hardware;
    s->blocks = 0;
    spin_unlock_irqrestore(&s->card->lock, flags);
    return copy_to_user((void *)to, &info, sizeof(info)) ? -EFAULT : 0;
}

/* Requests whose argument is a number that goes in, and the one that came of it comes out. */
static int set_number(struct file *file, unsigned int request, int value)
{
    struct pcm_card *card = card_of(file);
    struct pcm_stream *s = either(file);

    switch (request) {
    case SNDCTL_DSP_SPEED:
        if (value > 0)
            for_each(file, set_rate, value);
        return s->rate;
    case SNDCTL_DSP_STEREO:
        value = !!value + 1;
        if (value <= card->most_channels)
            for_each(file, set_channels, value);
        return s->channels - 1;
    case SNDCTL_DSP_CHANNELS:
        if (value > 0)
            for_each(file, set_channels, min(value, card->most_channels));
        return s->channels;
    case SNDCTL_DSP_SETFMT:
        if (value == AFMT_U8 || (value == AFMT_S16_LE && card->bits_16))
            for_each(file, set_bits, value == AFMT_U8 ? 8 : 16);
        return format_of(s);
    case SNDCTL_DSP_SETFRAGMENT:
        for_each(file, set_fragment, value);
        return value;
    case SNDCTL_DSP_SUBDIVIDE:
        return value == 1 || value == 2 || value == 4 ? value : -EINVAL;
    case SNDCTL_DSP_SETTRIGGER:
        for_each(file, trigger, value);
        return value;
    }
    return -ENOTTY;
}

static int get_number(struct file *file, unsigned int request)
{
    struct pcm_card *card = card_of(file);
    struct pcm_stream *s = either(file);

    switch (request) {
    case SOUND_PCM_READ_RATE:
        return s->rate;
    case SOUND_PCM_READ_CHANNELS:
        return s->channels;
    case SOUND_PCM_READ_BITS:
        return s->bits;
    case SNDCTL_DSP_GETFMTS:
        return AFMT_U8 | (card->bits_16 ? AFMT_S16_LE : 0);
    case SNDCTL_DSP_GETCAPS:
        return DSP_CAP_TRIGGER | DSP_CAP_REALTIME | (card->half_duplex ? 0 : DSP_CAP_DUPLEX);
    case SNDCTL_DSP_GETBLKSIZE:
        room(s);
        return s->fragment;
    case SNDCTL_DSP_GETTRIGGER:
        return (card->streams[PCM_PLAY].held ? 0 : PCM_ENABLE_OUTPUT) |
               (card->streams[PCM_RECORD].held ? 0 : PCM_ENABLE_INPUT);
    case SNDCTL_DSP_GETODELAY:
        return card->streams[PCM_PLAY].bytes - room(&card->streams[PCM_PLAY]);
    }
    return -ENOTTY;
}

static int pcm_ioctl(struct inode *inode, struct file *file, unsigned int request, unsigned long argument)
{
    struct pcm_stream *s = card_of(file)->streams;
    int value;

    switch (request) {
    case OSS_GETVERSION:
        return put_user(SOUND_VERSION, (int *)argument);
    case SNDCTL_DSP_RESET:
        for_each(file, reset, 0);
        return 0;
    case SNDCTL_DSP_SYNC:
        return file->f_mode & FMODE_WRITE ? drain(&s[PCM_PLAY]) : 0;
    case SNDCTL_DSP_POST:
        for_each(file, post, 0);
        return 0;
    case SNDCTL_DSP_NONBLOCK:
        file->f_flags |= O_NONBLOCK;
        return 0;
    case SNDCTL_DSP_SETDUPLEX:
        return card_of(file)->half_duplex ? -EINVAL : 0;
    case SNDCTL_DSP_GETOSPACE:
        return file->f_mode & FMODE_WRITE ? give_space(&s[PCM_PLAY], argument) : -EINVAL;
    case SNDCTL_DSP_GETISPACE:
        return file->f_mode & FMODE_READ ? give_space(&s[PCM_RECORD], argument) : -EINVAL;
    case SNDCTL_DSP_GETOPTR:
        return file->f_mode & FMODE_WRITE ? give_place(&s[PCM_PLAY], argument) : -EINVAL;
    case SNDCTL_DSP_GETIPTR:
        return file->f_mode & FMODE_READ ? give_place(&s[PCM_RECORD], argument) : -EINVAL;
    }
    value = get_number(file, request);
    if (value == -ENOTTY) {
        if (get_user(value, (int *)argument))
            return _IOC_DIR(request) & _IOC_WRITE ? -EFAULT : -ENOTTY;
        value = set_number(file, request, value);
    }
    return value < 0 ? value : put_user(value, (int *)argument);
}

/* --- opening and closing --- */

static struct pcm_card *card_by_minor(unsigned int minor)
{
    struct pcm_card *card;

    for (card = cards; card && (card->minor ^ minor) & ~0xFU; card = card->next)
        ;
    return card;
}

static int directions(const struct file *file)
{
    return (file->f_mode & FMODE_WRITE ? 1 << PCM_PLAY : 0) | (file->f_mode & FMODE_READ ? 1 << PCM_RECORD : 0);
}

static void begin(struct pcm_stream *s, int bits)
{
    s->channels = 1;
    s->bits = bits;
    s->wanted_fragment = s->wanted_count = 0;
    s->held = 0;
    s->gaps = 0;
    reset(s, 0);
    set_rate(s, DEFAULT_RATE);
}

static int pcm_open(struct inode *inode, struct file *file)
{
    unsigned int minor = MINOR(inode->i_rdev);
    struct pcm_card *card = card_by_minor(minor);
    int wanted = directions(file), error = -EBUSY;

    if (!card)
        return -ENODEV;
    if (card->half_duplex && wanted == ((1 << PCM_PLAY) | (1 << PCM_RECORD)))
        return -EINVAL;
    if (down_interruptible(&card->opening))
        return -ERESTARTSYS;
    if (!(card->open & (card->half_duplex ? ~0 : wanted))) {
        card->open |= wanted;
        file->private_data = card;
        for_each(file, begin, (minor & 0xF) == SND_DEV_DSP16 ? 16 : 8);
        error = 0;
    }
    up(&card->opening);
    return error;
}

static int pcm_release(struct inode *inode, struct file *file)
{
    struct pcm_card *card = card_of(file);

    if ((file->f_mode & FMODE_WRITE) && !(file->f_flags & O_NONBLOCK))
        drain(&card->streams[PCM_PLAY]);
    for_each(file, reset, 0);
    down(&card->opening);
    card->open &= ~directions(file);
    up(&card->opening);
    return 0;
}

static struct file_operations pcm_file_operations = {
    owner: THIS_MODULE,
    llseek: no_llseek,
    open: pcm_open,
    release: pcm_release,
    read: pcm_read,
    write: pcm_write,
    poll: pcm_poll,
    ioctl: pcm_ioctl,
};

int pcm_register(struct pcm_card *card)
{
    int i;

    spin_lock_init(&card->lock);
    init_MUTEX(&card->opening);
    for (i = 0; i < PCM_DIRECTIONS; i++) {
        card->streams[i].card = card;
        card->streams[i].direction = i;
        init_waitqueue_head(&card->streams[i].wait);
    }
    card->minor = register_sound_dsp(&pcm_file_operations, -1);
    if (card->minor < 0)
        return card->minor;
    card->next = cards;
    cards = card;
    return 0;
}
EXPORT_SYMBOL(pcm_register);

void pcm_unregister(struct pcm_card *card)
{
    struct pcm_card **link = &cards;

    while (*link && *link != card)
        link = &(*link)->next;
    if (!*link)
        return;
    *link = card->next;
    unregister_sound_dsp(card->minor);
}
EXPORT_SYMBOL(pcm_unregister);

MODULE_DESCRIPTION("PCM devices over a ring in memory");
MODULE_LICENSE("Dual MIT/GPL");
