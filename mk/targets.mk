# SPDX-License-Identifier: MIT
# What people type: demonstration, tests, benchmarks, a machine to play with.
IMAGES := $(B)/alcove.elf $(B)/initrd.tar
ALL_TOOLS := $(TOOLS:%=$(B)/tools/%)

# The machine's network card, as QEMU calls it, and the bundle that drives it.
NIC ?= ne2k_pci
DRIVER ?= $(or $(firstword $(MODULES)),ne2k)
# The command line of `make shell` (docs/command-line.md).
APPEND ?= load=$(DRIVER)

.PHONY: all run test test-long test-driver bench trace shell clean help
all: $(IMAGES) $(ALL_TOOLS) $(PROGRAMS) $(PERSONALITIES) $(DRIVER_OBJECTS)

run: $(IMAGES) $(INITRD) $(ALL_TOOLS) $(if $(filter bochs,$(EMU)),$(B)/alcove.iso) ## show the demonstration; EMU=bochs runs it in Bochs
	@$(B)/tools/demo --emulator=$(EMU) --initrd=$(INITRD) --driver=$(DRIVER) --nic=$(NIC)

TEST_PRODUCTS := $(B)/host-tests $(B)/alcove-test.elf $(B)/alcove.iso $(IMAGES) $(TEST_MODULES) $(ALL_TOOLS)
# The tests of what must not compile are compiled as the executive is.
TEST_ENVIRONMENT = NEGATIVE_CXX="g++ $(KERNEL_CXXFLAGS) $(WARNINGS)" NEGATIVE_CC="gcc $(DOMAIN_CFLAGS) -Werror"

test: $(TEST_PRODUCTS) ## run all tests, in less than 15 minutes
	@$(TEST_ENVIRONMENT) mk/test.sh short

test-long: $(TEST_PRODUCTS) ## run the tests with their full counts
	@$(TEST_ENVIRONMENT) mk/test.sh long

# LONG=1: a hundred of each failure instead of twenty, and longer transfers.
test-driver: $(IMAGES) $(INITRD) $(B)/tools/systest ## test a network driver of yours: MODULES= NIC= [LONG=1]
	@$(if $(MODULES),,echo 'make test-driver MODULES=foo NIC=card [LONG=1]' >&2; exit 2)
	@$(B)/tools/systest --driver=$(DRIVER) --nic=$(NIC) --initrd=$(INITRD) $(if $(LONG),--long)

bench: $(IMAGES) $(B)/alcove-test.elf $(ALL_TOOLS) ## measure; results also in build/bench.json
	@$(B)/tools/bench

# What else it can do: build/tools/trace --help.
trace: $(IMAGES) $(B)/tools/trace ## trace a transfer with a failure and its recovery: build/trace.json, for ui.perfetto.dev
	@$(B)/tools/trace

# Leave with ctrl-a x.
shell: $(B)/alcove.elf $(INITRD) ## boot in QEMU with the console on this terminal
	@qemu-system-i386 -m 64 -kernel $(B)/alcove.elf -initrd "$(INITRD)" -append "$(APPEND)" \
		-display none -serial mon:stdio -no-reboot -nic user,model=$(NIC) \
		-device isa-debug-exit,iobase=0xf4,iosize=4

clean: ## remove everything that was built, downloads included
	@rm -rf $(B)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile mk/*.mk | sed 's/^\([a-z-]*\):.*## /\1|/' | sort | \
		while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done
