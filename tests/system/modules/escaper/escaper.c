/* SPDX-License-Identifier: MIT
 * Test extension whose init tries to leave ring 1 by every instruction that changes the ring, the mode or the task
 * (SDM vol. 3, 5.8 and 7.3). The selectors are those of the executive's GDT.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/string.h>

MODULE_LICENSE("GPL");

static char *way = "";
MODULE_PARM(way, "s");

static int is(const char *name)
{
	return strcmp(way, name) == 0;
}

static int __init escaper_init(void)
{
	if (is("iret-ring3"))
		asm volatile("pushl $0x33; pushl %esp; pushfl; pushl $0x2b; pushl $1f; iret; 1:");
	if (is("lret-ring3"))
		asm volatile("pushl $0x33; pushl %esp; pushl $0x2b; pushl $1f; lret; 1:");
	if (is("lret-ring0"))
		asm volatile("pushl $0x08; pushl $1f; lret; 1:");
	if (is("iret-virtual-8086"))	/* a processor leaves the flag alone here, QEMU does not */
		asm volatile("pushl $0; pushl $0; pushl $0; pushl $0; pushl $0x21; pushl %esp; pushfl;"
			     "orl $0x20000, (%esp); pushl $0x19; pushl $1f; iret; 1: ud2");
	if (is("iret-nested"))
		asm volatile("pushfl; orl $0x4000, (%esp); popfl; iret");
	if (is("system-call"))
		asm volatile("int $0x80" : : "a"(1), "b"(0));
	if (is("timer-gate"))
		asm volatile("int $0x20");
	if (is("task-gate"))
		asm volatile("int $8");
	if (is("task-segment"))
		asm volatile("ljmp $0x40, $0");
	if (is("own-task-segment"))
		asm volatile("ljmp $0x38, $0");
	if (is("far-call"))
		asm volatile("lcall $0x08, $1f; 1:");
	if (is("stack-segment"))
		asm volatile("movl %0, %%ss" : : "r"(0x33));
	if (is("single-step"))
		asm volatile("pushfl; orl $0x100, (%esp); popfl; nop; nop");
	if (is("overflow-gate"))
		asm volatile("movb $0x7f, %%al; addb $1, %%al; into" : : : "eax");
	if (is("sysenter"))
		asm volatile("sysenter");
	return -ENOTTY;		/* there was no way of that name, or nothing stopped it */
}

static void __exit escaper_exit(void)
{
}

module_init(escaper_init);
module_exit(escaper_exit);
