/* SPDX-License-Identifier: MIT
 * HDLC for amateur radio modems: the state that a modem driver and the module hdlcdrv share.
 */
#pragma once
#include <linux/types.h>
#include <linux/spinlock.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#define HDLCDRV_MAGIC 0x5ac6e778
#define HDLCDRV_PARMASK_DMA (1<<2)
#define HDLCDRV_PARMASK_DMA2 (1<<3)
#define HDLCDRV_PARMASK_IOBASE (1<<0)
#define HDLCDRV_PARMASK_IRQ (1<<1)
#define HDLCDRV_PARMASK_MIDIIOBASE (1<<6)
#define HDLCDRV_PARMASK_PARIOBASE (1<<5)
#define HDLCDRV_PARMASK_SERIOBASE (1<<4)
#define HDLCDRVCTL_GETMODEMPAR 0
#define HDLCDRVCTL_SETMODEMPAR 1
#define HDLCDRVCTL_MODEMPARMASK 2
#define HDLCDRVCTL_GETCHANNELPAR 10
#define HDLCDRVCTL_SETCHANNELPAR 11
#define HDLCDRVCTL_OLDGETSTAT 20
#define HDLCDRVCTL_CALIBRATE 21
#define HDLCDRVCTL_GETSTAT 22
#define HDLCDRVCTL_GETSAMPLES 30
#define HDLCDRVCTL_GETBITS 31
#define HDLCDRVCTL_GETMODE 40
#define HDLCDRVCTL_SETMODE 41
#define HDLCDRVCTL_MODELIST 42
#define HDLCDRVCTL_DRIVERNAME 43
#define HDLCDRV_MAXFLEN 400
#define HDLCDRV_HDLCBUFFER 32       /* words; a power of two */
#define HDLCDRV_BITBUFFER 256       /* bytes; a power of two */

struct hdlcdrv_params {
    int iobase, irq, dma, dma2, seriobase, pariobase, midiiobase;
};
struct hdlcdrv_channel_params {
    int tx_delay, tx_tail, slottime, ppersist, fulldup;
};
struct hdlcdrv_old_channel_state {
    int ptt, dcd, ptt_keyed;
};
struct hdlcdrv_channel_state {
    int ptt, dcd, ptt_keyed;
    unsigned long tx_packets, tx_errors, rx_packets, rx_errors;
};
struct hdlcdrv_ioctl {
    int cmd; /* which says what data is */
    union {
        char drivername[32], modename[128];
        unsigned char bits;
        unsigned int calibrate;
        struct hdlcdrv_channel_params cp;
        struct hdlcdrv_params mp;
        struct hdlcdrv_old_channel_state ocs;
        struct hdlcdrv_channel_state cs;
    } data;
};

/* Words between interrupt and bottom half: one writer, one reader. */
struct hdlcdrv_hdlcbuffer {
    unsigned short buf[HDLCDRV_HDLCBUFFER];
    unsigned wr, rd; /* where to write next, where to read next */
    spinlock_t lock;
};
/* Bits that a program may look at. */
struct hdlcdrv_bitbuffer {
    unsigned char buffer[HDLCDRV_BITBUFFER];
    unsigned int shreg, wr, rd;
};
struct hdlcdrv_ops {
    const char *drvname, *drvinfo;
    int (*open)(struct net_device *dev);
    int (*close)(struct net_device *dev);
    int (*ioctl)(struct net_device *dev, struct ifreq *ifr, struct hdlcdrv_ioctl *hi, int cmd);
};
struct hdlcdrv_state {
    int magic, opened;
    const struct hdlcdrv_ops *ops;
    struct {
        int bitrate;
    } par;
    struct hdlcdrv_pttoutput {
        int dma2, seriobase, pariobase, midiiobase;
        unsigned int flags;
    } ptt_out;
    struct hdlcdrv_channel_params ch_params;
    struct hdlcdrv_hdlcrx {
        unsigned char buffer[HDLCDRV_MAXFLEN + 2], *bp;
        unsigned int numbits, bitbuf, bitstream;
        int dcd, len, rx_state;
        long in_hdlc_rx;            /* a bit that is locked by */
        struct hdlcdrv_hdlcbuffer hbuf;
    } hdlcrx;
    struct hdlcdrv_hdlctx {
        unsigned char buffer[HDLCDRV_MAXFLEN + 2], *bp;
        unsigned int numbits, bitbuf, bitstream;
        int len, slotcnt, calibrate, ptt, numflags, tx_state;
        long in_hdlc_tx;
        struct hdlcdrv_hdlcbuffer hbuf;
    } hdlctx;
    struct hdlcdrv_bitbuffer bitbuf_channel, bitbuf_hdlc;
    struct net_device_stats stats;
    int ptt_keyed;
    struct sk_buff *skb;
};

static inline int hdlcdrv_hbuf_full(struct hdlcdrv_hdlcbuffer *hb)
{
    return (hb->wr + 1) % HDLCDRV_HDLCBUFFER == hb->rd;
}
static inline int hdlcdrv_hbuf_empty(struct hdlcdrv_hdlcbuffer *hb)
{
    return hb->rd == hb->wr;
}
/* 0 when there is none. */
static inline unsigned short hdlcdrv_hbuf_get(struct hdlcdrv_hdlcbuffer *hb)
{
    unsigned short value = 0;
    unsigned long flags;

    spin_lock_irqsave(&hb->lock, flags);
    if (!hdlcdrv_hbuf_empty(hb)) {
        value = hb->buf[hb->rd];
        hb->rd = (hb->rd + 1) % HDLCDRV_HDLCBUFFER;
    }
    spin_unlock_irqrestore(&hb->lock, flags);
    return value;
}
/* Dropped when it is full. */
static inline void hdlcdrv_hbuf_put(struct hdlcdrv_hdlcbuffer *hb, unsigned short value)
{
    unsigned long flags;

    spin_lock_irqsave(&hb->lock, flags);
    if (!hdlcdrv_hbuf_full(hb)) {
        hb->buf[hb->wr] = value;
        hb->wr = (hb->wr + 1) % HDLCDRV_HDLCBUFFER;
    }
    spin_unlock_irqrestore(&hb->lock, flags);
}
static inline void hdlcdrv_add_bitbuffer_byte(struct hdlcdrv_bitbuffer *buf, unsigned char byte)
{
    buf->buffer[buf->wr] = byte;
    buf->wr = (buf->wr + 1) % sizeof(buf->buffer);
}
/* One bit, the oldest lowest: a marker above the bits shows when eight are together. */
static inline void hdlcdrv_add_bitbuffer(struct hdlcdrv_bitbuffer *buf, unsigned int bit)
{
    if (!buf->shreg)
        buf->shreg = 0x100;
    buf->shreg = (buf->shreg >> 1) | (bit ? 0x100 : 0);
    if (buf->shreg & 1) {
        hdlcdrv_add_bitbuffer_byte(buf, buf->shreg >> 1);
        buf->shreg = 0x100;
    }
}
static inline void hdlcdrv_add_bitbuffer_word(struct hdlcdrv_bitbuffer *buf, unsigned int bits)
{
    hdlcdrv_add_bitbuffer_byte(buf, bits & 0xff);
    hdlcdrv_add_bitbuffer_byte(buf, (bits >> 8) & 0xff);
}
static inline void hdlcdrv_putbits(struct hdlcdrv_state *s, unsigned int bits)
{
    hdlcdrv_hbuf_put(&s->hdlcrx.hbuf, bits);
}
static inline unsigned int hdlcdrv_getbits(struct hdlcdrv_state *s)
{
    unsigned int bits;

    if (hdlcdrv_hbuf_empty(&s->hdlctx.hbuf)) {
        if (s->hdlctx.calibrate > 0)
            s->hdlctx.calibrate--;
        else
            s->hdlctx.ptt = 0;
        return 0;
    }
    bits = hdlcdrv_hbuf_get(&s->hdlctx.hbuf);
    hdlcdrv_add_bitbuffer_word(&s->bitbuf_channel, bits);
    return bits;
}
static inline void hdlcdrv_channelbit(struct hdlcdrv_state *s, unsigned int bit)
{
    hdlcdrv_add_bitbuffer(&s->bitbuf_channel, bit);
}
static inline void hdlcdrv_setdcd(struct hdlcdrv_state *s, int dcd)
{
    s->hdlcrx.dcd = !!dcd;
}
static inline int hdlcdrv_ptt(struct hdlcdrv_state *s)
{
    return s->hdlctx.ptt || s->hdlctx.calibrate > 0;
}
extern void hdlcdrv_receiver(struct net_device *dev, struct hdlcdrv_state *s);
extern void hdlcdrv_transmitter(struct net_device *dev, struct hdlcdrv_state *s);
extern void hdlcdrv_arbitrate(struct net_device *dev, struct hdlcdrv_state *s);
extern int hdlcdrv_register_hdlcdrv(struct net_device *dev, const struct hdlcdrv_ops *ops, unsigned int privsize,
                                    char *ifname, unsigned int baseaddr, unsigned int irq, unsigned int dma);
extern int hdlcdrv_unregister_hdlcdrv(struct net_device *dev);
