/* SPDX-License-Identifier: MIT
 * Checks of notifier chains, of names that modules publish, and of random bytes.
 */
#include "check.h"
#include <linux/notifier.h>
#include <linux/random.h>
#include <linux/reboot.h>

static struct notifier_block *chain;
static char calls[8];
static int called;
static unsigned long event_seen;
static void *data_seen;

static int called_back(struct notifier_block *block, unsigned long event, void *data)
{
	if (called < 7)
		calls[called++] = '0' + block->priority;
	event_seen = event;
	data_seen = data;
	return block->priority == 3 && event == 9 ? NOTIFY_BAD : NOTIFY_DONE;
}

static struct notifier_block low = { called_back, NULL, 1 }, middle = { called_back, NULL, 3 },
			     high = { called_back, NULL, 5 };

static void begin(void)
{
	memset(calls, 0, sizeof(calls));
	called = 0;
}

static void notifiers(void)
{
	begin();
	chain = NULL;
	MUST_BE(notifier_chain_register(&chain, &middle), 0);
	MUST_BE(notifier_chain_register(&chain, &low), 0);
	MUST_BE(notifier_chain_register(&chain, &high), 0);
	notifier_call_chain(&chain, 4, &chain);
	MUST_BE(strcmp(calls, "531"), 0);
	MUST_BE(event_seen, 4);
	MUST(data_seen == &chain);
	begin();
	MUST_BE(notifier_call_chain(&chain, 9, NULL), NOTIFY_BAD);
	MUST_BE(strcmp(calls, "53"), 0);
	MUST_BE(notifier_chain_unregister(&chain, &middle), 0);
	MUST(notifier_chain_unregister(&chain, &middle) != 0);
	begin();
	notifier_call_chain(&chain, 9, NULL);
	MUST_BE(strcmp(calls, "51"), 0);
	MUST_BE(register_reboot_notifier(&middle), 0);
	MUST_BE(unregister_reboot_notifier(&middle), 0);
	MUST(unregister_reboot_notifier(&middle) != 0);
}

static void published_names(void)
{
	static const int value = 5;

	MUST(!inter_module_get("semantics-value"));
	inter_module_register("semantics-value", THIS_MODULE, &value);
	MUST(inter_module_get("semantics-value") == &value);
	MUST(MOD_IN_USE);
	inter_module_put("semantics-value");
	MUST(!MOD_IN_USE);
	inter_module_unregister("semantics-value");
	MUST(!inter_module_get("semantics-value"));
}

static void use_count(void)
{
	MOD_INC_USE_COUNT;
	MUST(MOD_IN_USE);
	MOD_DEC_USE_COUNT;
	MUST(!MOD_IN_USE);
}

static void random_bytes(void)
{
	static unsigned char bytes[64];
	int i, changed = 0;

	memset(bytes, 0, sizeof(bytes));
	get_random_bytes(bytes, 60);
	for (i = 1; i < 60; i++)
		changed += bytes[i] != bytes[i - 1];
	MUST(changed > 30);
	MUST_BE(bytes[60], 0);
}

const struct check chain_checks[] = {
	{ "notifiers", notifiers },
	{ "published-names", published_names },
	{ "use-count", use_count },
	{ "random-bytes", random_bytes },
	{ NULL },
};
