/* SPDX-License-Identifier: MIT
 * Checks of what serial and character drivers look at: a terminal's settings, use counts, flags, sizes.
 */
#include "check.h"
#include <linux/etherdevice.h>
#include <linux/fs.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/rtnetlink.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/tty.h>
#include <linux/vmalloc.h>
#include <asm/system.h>
#include <asm/unaligned.h>

static struct tty_struct tty;
static struct termios settings;

static void terminal_settings(void)
{
	tty.termios = &settings;
	settings = tty_std_termios;
	MUST(I_ICRNL(&tty) && I_IXON(&tty) && !I_IGNBRK(&tty) && !I_IXOFF(&tty));
	MUST(O_OPOST(&tty) && O_ONLCR(&tty));
	MUST(C_CREAD(&tty) && C_HUPCL(&tty) && !C_CLOCAL(&tty));
	MUST_BE(C_BAUD(&tty), B38400);
	MUST_BE(C_CSIZE(&tty), CS8);
	MUST(L_ISIG(&tty) && L_ICANON(&tty) && L_ECHO(&tty));
	MUST_BE(START_CHAR(&tty), 17);
	MUST_BE(STOP_CHAR(&tty), 19);
	settings.c_iflag = IGNBRK | BRKINT | IGNPAR | PARMRK | INPCK | ISTRIP | IXOFF;
	settings.c_cflag = CSTOPB | PARENB | PARODD | CLOCAL | CRTSCTS;
	MUST(I_IGNBRK(&tty) && I_BRKINT(&tty) && I_IGNPAR(&tty) && I_PARMRK(&tty) && I_INPCK(&tty));
	MUST(I_ISTRIP(&tty) && I_IXOFF(&tty) && !I_IXON(&tty) && !I_ICRNL(&tty));
	MUST(C_CSTOPB(&tty) && C_PARENB(&tty) && C_PARODD(&tty) && C_CLOCAL(&tty) && C_CRTSCTS(&tty));
}

/* The special characters and the rest of the flags, each by itself */
static void terminal_words(void)
{
	int i;

	tty.termios = &settings;
	memset(&settings, 0xFF, sizeof(settings));
	for (i = 0; i < NCCS; i++)
		settings.c_cc[i] = 100 + i;
	MUST_BE(EOF_CHAR(&tty), 100 + VEOF);
	MUST_BE(EOL_CHAR(&tty), 100 + VEOL);
	MUST_BE(EOL2_CHAR(&tty), 100 + VEOL2);
	MUST_BE(ERASE_CHAR(&tty), 100 + VERASE);
	MUST_BE(INTR_CHAR(&tty), 100 + VINTR);
	MUST_BE(KILL_CHAR(&tty), 100 + VKILL);
	MUST_BE(LNEXT_CHAR(&tty), 100 + VLNEXT);
	MUST_BE(MIN_CHAR(&tty), 100 + VMIN);
	MUST_BE(QUIT_CHAR(&tty), 100 + VQUIT);
	MUST_BE(REPRINT_CHAR(&tty), 100 + VREPRINT);
	MUST_BE(SUSP_CHAR(&tty), 100 + VSUSP);
	MUST_BE(TIME_CHAR(&tty), 100 + VTIME);
	MUST_BE(WERASE_CHAR(&tty), 100 + VWERASE);
	MUST_BE(I_IXANY(&tty), IXANY);
	MUST_BE(I_IGNCR(&tty), IGNCR);
	MUST_BE(I_INLCR(&tty), INLCR);
	MUST_BE(I_IUCLC(&tty), IUCLC);
	MUST_BE(L_ECHOCTL(&tty), ECHOCTL);
	MUST_BE(L_ECHOE(&tty), ECHOE);
	MUST_BE(L_ECHOK(&tty), ECHOK);
	MUST_BE(L_ECHOKE(&tty), ECHOKE);
	MUST_BE(L_ECHONL(&tty), ECHONL);
	MUST_BE(L_ECHOPRT(&tty), ECHOPRT);
	MUST_BE(L_IEXTEN(&tty), IEXTEN);
	MUST_BE(L_NOFLSH(&tty), NOFLSH);
	MUST_BE(L_TOSTOP(&tty), TOSTOP);
	MUST_BE(O_OCRNL(&tty), OCRNL);
	MUST_BE(O_OLCUC(&tty), OLCUC);
	MUST_BE(O_ONLRET(&tty), ONLRET);
	MUST_BE(O_ONOCR(&tty), ONOCR);
	MUST_BE(O_TABDLY(&tty), TABDLY);
	memset(&settings, 0, sizeof(settings));
	MUST(!L_ECHOE(&tty) && !I_IXANY(&tty) && !O_OCRNL(&tty));
}

static void counted_uses(void)
{
	static struct file_operations owned = { .owner = THIS_MODULE }, *operations = &owned;
	int before = GET_USE_COUNT(THIS_MODULE);

	MUST(try_inc_mod_count(THIS_MODULE));
	MUST_BE(GET_USE_COUNT(THIS_MODULE), before + 1);
	MUST(fops_get(operations) == operations);
	MUST_BE(GET_USE_COUNT(THIS_MODULE), before + 2);
	fops_put(operations);
	MUST_BE(GET_USE_COUNT(THIS_MODULE), before + 1);
	__MOD_DEC_USE_COUNT(THIS_MODULE);
	MUST_BE(GET_USE_COUNT(THIS_MODULE), before);
	__MOD_INC_USE_COUNT(THIS_MODULE);
	MUST(MOD_IN_USE);
	__MOD_DEC_USE_COUNT(THIS_MODULE);
	MUST_BE(GET_USE_COUNT(THIS_MODULE), before);
}

static void small_parts(void)
{
	unsigned long flags;
	unsigned char bytes[5] = { 0 };
	char *area;
	sigset_t set;

	__save_flags(flags);
	MUST(flags & 0x200);
	__cli();
	__save_flags(flags);
	MUST(!(flags & 0x200));
	__sti();
	__save_flags(flags);
	MUST(flags & 0x200);
	__cli();
	__restore_flags(flags);
	__save_flags(flags);
	MUST(flags & 0x200);
	siginitset(&set, sigmask(SIGINT));
	MUST(sigtestsetmask(&set, sigmask(SIGINT)) && !sigtestsetmask(&set, sigmask(SIGHUP)));
	put_unaligned(0x04030201, (unsigned int *)(bytes + 1));
	MUST(bytes[1] == 1 && bytes[4] == 4);
	MUST_BE(PCI_DEVFN(1, 3), 0x0b);
	MUST_BE(L1_CACHE_ALIGN(1), L1_CACHE_BYTES);
	area = vmalloc_32(10000);
	MUST(area);
	area[9999] = 1;
	vfree(area);
	area = __vmalloc(10000, GFP_KERNEL, PAGE_KERNEL);
	MUST(area);
	area[9999] = 1;
	vfree(area);
	MUST(high_memory > (void *)area);
}

/* The older ways to get and to register a device */
static void older_devices(void)
{
	struct net_device *dev = init_etherdev(NULL, 32);

	MUST(dev);
	MUST(dev->priv);
	MUST(!strncmp(dev->name, "eth", 3));
	MUST(__dev_get_by_name(dev->name) == dev);
	rtnl_lock();
	MUST_BE(unregister_netdevice(dev), 0);
	MUST(!__dev_get_by_name("eth0"));
	MUST_BE(register_netdevice(dev), 0);
	MUST(__dev_get_by_name("eth0") == dev);
	MUST_BE(unregister_netdevice(dev), 0);
	rtnl_unlock();
	kfree(dev);
}

const struct check terminal_checks[] = {
	{ "terminal-settings", terminal_settings },
	{ "terminal-words", terminal_words },
	{ "counted-uses", counted_uses },
	{ "small-parts", small_parts },
	{ "older-devices", older_devices },
	{ NULL }
};
