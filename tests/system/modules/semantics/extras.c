/* SPDX-License-Identifier: MIT
 * Checks of locks by their usual names, counting bits, cards' and mixers' numbers, power management, the sequencer's
 * events.
 */
#include "check.h"
#include <linux/ac97_codec.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/isapnp.h>
#include <linux/kmod.h>
#include <linux/net.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/pm.h>
#include <linux/soundcard.h>
#include <linux/vmalloc.h>
#include <asm/io.h>
#include <asm/processor.h>

static int interrupts_off(void)
{
	unsigned long flags;

	save_flags(flags);
	return !(flags & 0x200);
}

/* Each form switches interrupts off, and the second half of the pair on again, or back. */
static void lock_forms(void)
{
	spinlock_t lock = SPIN_LOCK_UNLOCKED;
	rwlock_t both = RW_LOCK_UNLOCKED;
	unsigned long flags, inner;

	MUST(!interrupts_off());
	spin_lock_irqsave(&lock, flags);
	MUST(interrupts_off());
	spin_unlock_irqrestore(&lock, flags);
	MUST(!interrupts_off());
	spin_lock_irq(&lock);
	MUST(interrupts_off());
	spin_unlock_irq(&lock);
	MUST(!interrupts_off());
	write_lock_irqsave(&both, flags);
	MUST(interrupts_off());
	read_lock_irqsave(&both, inner);
	read_unlock_irqrestore(&both, inner);
	MUST(interrupts_off());
	write_unlock_irqrestore(&both, flags);
	MUST(!interrupts_off());
	read_lock_irq(&both);
	MUST(interrupts_off());
	read_unlock_irq(&both);
	MUST(!interrupts_off());
	write_lock_irq(&both);
	MUST(interrupts_off());
	write_unlock_irq(&both);
	MUST(!interrupts_off());
	cli();
	MUST(interrupts_off());
	sti();
	MUST(!interrupts_off());
	local_irq_disable();
	MUST(interrupts_off());
	local_irq_enable();
	MUST(!interrupts_off());
	local_irq_save(flags);
	MUST(interrupts_off());
	local_irq_restore(flags);
	MUST(!interrupts_off());
	save_and_cli(flags);
	MUST(interrupts_off());
	restore_flags(flags);
	MUST(!interrupts_off());
	MUST(spin_trylock(&lock));
	spin_unlock(&lock);
}

static void counted_bits(void)
{
	static unsigned long words[2] = { 1 << 3, 1 << 1 };
	static atomic_t two = ATOMIC_INIT(2);
	volatile int nr = 33;

	MUST(constant_test_bit(3, words) && !constant_test_bit(4, words));
	MUST(variable_test_bit(nr, words) && !variable_test_bit(nr + 1, words));
	MUST_BE(hweight8(0xff0f0), 4);
	MUST_BE(hweight16(0xff0f0), 8);
	MUST_BE(generic_hweight8(0xf1), 5);
	MUST_BE(generic_hweight16(0xf0f1), 9);
	MUST_BE(generic_hweight32(0x80000001), 2);
	atomic_dec(&two);
	MUST_BE(atomic_read(&two), 1);
}

static void cards_and_mixers(void)
{
	struct ac97_codec codec = { .supported_mixers = SOUND_MASK_PCM };

	MUST_BE(ISAPNP_VENDOR('C', 'T', 'L'), 0x8c0e);
	MUST_BE(ISAPNP_DEVICE(0x0031), 0x3100);
	MUST_BE(ISAPNP_FUNCTION(0x0031), 0x3100);
	MUST_BE(PCI_SLOT(0x0b), 1);
	MUST_BE(PCI_FUNC(0x0b), 3);
	MUST_BE(MIXER_READ(SOUND_MIXER_PCM), _IOR('M', 4, int));
	MUST_BE(MIXER_WRITE(SOUND_MIXER_PCM), _IOWR('M', 4, int));
	MUST(supported_mixer(&codec, SOUND_MIXER_PCM) && !supported_mixer(&codec, SOUND_MIXER_CD));
	MUST(request_module("none") < 0);
	MUST_BE(EISA_bus, 0);
	MUST_BE(boot_cpu_data.x86, 6);
	MUST(!strcmp(ioport_resource.name, "PCI IO"));
	MUST(!strcmp(iomem_resource.name, "PCI mem"));
	MUST(net_ratelimit());
}

static int no_power(struct pm_dev *dev, pm_request_t request, void *data)
{
	return 0;
}

static void power_devices(void)
{
	struct pm_dev *dev = pm_register(PM_PCI_DEV, 7, no_power);

	MUST(dev);
	MUST_BE(dev->type, PM_PCI_DEV);
	MUST_BE(dev->id, 7);
	MUST(dev->callback == no_power);
	pm_unregister(dev);
}

static unsigned char made[8];
static int advanced;
#define _seqbuf made
#define _seqbufptr 0
#define _SEQ_ADVBUF(length) (advanced += (length))
#define EVENT_IS(b0, b1, b2, b3, b4, b5, b6, b7) \
	do { \
		static const unsigned char wanted_[8] = { b0, b1, b2, b3, b4, b5, b6, b7 }; \
		MUST(!memcmp(made, wanted_, 8)); \
	} while (0)

static void sequencer_events(void)
{
	advanced = 0;
	SEQ_START_NOTE(1, 2, 60, 100);
	EVENT_IS(0x93, 1, 0x90, 2, 60, 100, 0, 0);
	SEQ_STOP_NOTE(1, 2, 60, 100);
	EVENT_IS(0x93, 1, 0x80, 2, 60, 100, 0, 0);
	SEQ_KEY_PRESSURE(1, 2, 60, 99);
	EVENT_IS(0x93, 1, 0xa0, 2, 60, 99, 0, 0);
	SEQ_CHN_PRESSURE(1, 2, 50);
	EVENT_IS(0x92, 1, 0xd0, 2, 50, 0, 0, 0);
	SEQ_CONTROL(1, 2, 7, 0x1234);
	EVENT_IS(0x92, 1, 0xb0, 2, 7, 0, 0x34, 0x12);
	SEQ_BENDER(1, 2, 0x2345);
	EVENT_IS(0x92, 1, 0xe0, 2, 0, 0, 0x45, 0x23);
	SEQ_START_TIMER();
	EVENT_IS(0x81, 4, 0, 0, 0, 0, 0, 0);
	SEQ_STOP_TIMER();
	EVENT_IS(0x81, 3, 0, 0, 0, 0, 0, 0);
	SEQ_CONTINUE_TIMER();
	EVENT_IS(0x81, 5, 0, 0, 0, 0, 0, 0);
	SEQ_SONGPOS(0x10203);
	EVENT_IS(0x81, 10, 0, 0, 3, 2, 1, 0);
	MUST_BE(advanced, 80);
}

static void isa_memory(void)
{
	static unsigned char head[4];

	MUST_BE(isa_readw(0xc0000), 0xaa55); /* an option ROM begins so */
	MUST_BE(isa_readl(0xc0000) & 0xffff, 0xaa55);
	isa_memcpy_fromio(head, 0xc0000, 4);
	MUST(head[0] == 0x55 && head[1] == 0xaa);
}

const struct check extra_checks[] = {
	{ "lock-forms", lock_forms },
	{ "counted-bits", counted_bits },
	{ "cards-and-mixers", cards_and_mixers },
	{ "power-devices", power_devices },
	{ "sequencer-events", sequencer_events },
	{ "isa-memory", isa_memory },
	{ NULL }
};
