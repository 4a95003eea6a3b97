# SPDX-License-Identifier: MIT
# What people type: demonstration, tests, benchmarks, a machine to play with.
IMAGES := $(B)/alcove.elf $(B)/initrd.tar
ALL_TOOLS := $(TOOLS:%=$(B)/tools/%)

# The machine's network card, as QEMU calls it, and the bundle that drives it.
NIC_GIVEN := $(NIC)
DRIVER_GIVEN := $(DRIVER)
MODE_GIVEN := $(MODE)
NIC ?= ne2k_pci
DRIVER ?= $(or $(firstword $(MODULES)),ne2k)
# QEMU's machine for `make shell`; q35 comes with VT-d, which confines DMA.
MACHINE ?= pc
# The command line of `make shell` (docs/command-line.md).
APPEND ?= load=$(DRIVER)

# Where QEMU offers the control channel of `make shell` and `make gdb`.
CONTROL := $(B)/control.sock

.PHONY: all run test test-long test-driver bench trace trial stress report shell gdb core clean help
all: $(IMAGES) $(ALL_TOOLS) $(PROGRAMS) $(PERSONALITIES) $(DRIVER_OBJECTS)

run: $(IMAGES) $(INITRD) $(ALL_TOOLS) $(if $(filter bochs,$(EMU)),$(B)/alcove.iso) ## show the demonstration; EMU=bochs runs it in Bochs
	@$(B)/tools/demo --emulator=$(EMU) --initrd=$(INITRD) --driver=$(DRIVER) --nic=$(NIC)

# newlib first: its build keeps one processor at most, and so is done beside the host programs.
TEST_PRODUCTS := $(NEWLIB_STAMP) $(B)/host-tests $(B)/host-tests-64 $(B)/alcove-test.elf $(B)/alcove.iso $(IMAGES) $(TEST_MODULES) $(ALL_TOOLS)
# The tests of what must not compile are compiled as the executive is.
TEST_ENVIRONMENT = NEGATIVE_CXX="g++ $(KERNEL_CXXFLAGS) $(WARNINGS)" NEGATIVE_CC="gcc $(DOMAIN_CFLAGS) -Werror" \
	COMPAT_FLAGS='$(OUTSIDE_CFLAGS)'

test: $(TEST_PRODUCTS) ## run all tests, in less than 15 minutes
	@$(TEST_ENVIRONMENT) mk/test.sh short

test-long: $(TEST_PRODUCTS) mutants ## run the tests with their full counts
	@$(TEST_ENVIRONMENT) mk/test.sh long

# LONG=1: a hundred of each failure instead of twenty, and longer transfers.
test-driver: $(IMAGES) $(INITRD) $(B)/tools/systest ## test a network driver of yours: MODULES= NIC= [LONG=1 CHECK=all]
	@$(if $(MODULES),,echo 'make test-driver MODULES=foo NIC=card [LONG=1 CHECK=all]' >&2; exit 2)
	@$(B)/tools/systest --driver=$(DRIVER) --nic=$(NIC) --initrd=$(INITRD) $(if $(LONG),--long) $(if $(CHECK),--check=$(CHECK))

bench: $(IMAGES) $(B)/tools/bench $(B)/tools/counter.so ## measure; results also in build/bench.json
	@$(B)/tools/bench

# What else it can do: build/tools/trace --help.
trace: $(IMAGES) $(B)/tools/trace ## trace a transfer with a failure and its recovery: build/trace.json, for ui.perfetto.dev
	@$(B)/tools/trace

# What else it can do: build/tools/trial --help.
SEED ?= 1
MODE ?= nooks
trial: $(IMAGES) $(B)/tools/trial ## repeat one trial: its faults, what was detected, the recovery; DRIVER= SEED= MODE= [IOMMU=on TYPES= FAULTS= NIC= CHECK=]
	@$(B)/tools/trial --driver=$(DRIVER) --seed=$(SEED) --mode=$(MODE) --modules=$(B)/modules $(if $(NIC_GIVEN),--nic=$(NIC)) \
		$(if $(filter off,$(IOMMU)),,--iommu) $(if $(TYPES),--types=$(TYPES)) $(if $(FAULTS),--faults=$(FAULTS)) $(if $(CHECK),--check=$(CHECK))

# What else it can do: build/tools/campaign --help. DRIVER=all takes the network drivers of this tree.
TRIALS ?= 400
STRESS := $(B)/tools/campaign
stress: $(IMAGES) $(INITRD) $(STRESS) ## a stress campaign: DRIVER=e1000|all TRIALS=400 [SEED=1 MODE=both IOMMU=on TYPES= FAULTS=5 JOBS= SHARD=1/1 DB= NIC= CHECK=]
	@$(STRESS) run --driver=$(if $(DRIVER_GIVEN),$(DRIVER),all) --trials=$(TRIALS) --seed=$(SEED) \
		--mode=$(if $(MODE_GIVEN),$(MODE),both) --iommu=$(or $(IOMMU),on) --modules=$(B)/modules --initrd=$(B)/initrd.tar \
		$(if $(TYPES),--types=$(TYPES)) $(if $(FAULTS),--faults=$(FAULTS)) $(if $(CHECK),--check=$(CHECK)) $(if $(JOBS),--jobs=$(JOBS)) \
		$(if $(NIC_GIVEN),--nic=$(NIC)) $(if $(SHARD),--shard=$(SHARD)) $(if $(DB),--database=$(DB),--archive)

report: $(STRESS) ## tables, summary.json and report.html of a campaign: [DB=build/stress/campaign.db]
	@$(STRESS) report $(if $(DB),--database=$(DB))

# Leave with ctrl-a x.
comma := ,
shell: $(B)/alcove.elf $(INITRD) ## boot in QEMU with the console on this terminal: [MODULES= PLANS= HOSTFWD= APPEND= NIC= DISK=file]
	@qemu-system-i386 -M $(MACHINE) $(if $(filter q35,$(MACHINE)),-device intel-iommu) -m 64 -kernel $(B)/alcove.elf -initrd "$(INITRD)" -append "$(APPEND)" \
		-display none -serial mon:stdio -serial unix:$(CONTROL),server=on,wait=off -no-reboot -nic user,model=$(NIC)$(if $(HOSTFWD),$(comma)hostfwd=$(HOSTFWD)) \
		$(if $(DISK),-drive "if=ide$(comma)format=raw$(comma)file=$(DISK)") -device isa-debug-exit,iobase=0xf4,iosize=4

# docs/debugging.md; CORE=file opens a core, GDBCMDS=file runs a script.
gdb: $(B)/alcove.elf $(INITRD) ## QEMU under gdb, with symbols of modules as they are loaded; CORE=file: gdb on a core
	@KERNEL=$(B)/alcove INITRD="$(INITRD)" APPEND="$(APPEND)" NIC="$(NIC)" DIR=$(B)/gdb CONTROL=$(CONTROL) \
		CORE="$(CORE)" GDBCMDS="$(GDBCMDS)" ALCOVE_BUILD=$(B) tools/gdb/gdb.sh

core: $(B)/tools/core ## fetch the core of a domain of the machine that runs: DOMAIN=ne2k
	@$(if $(DOMAIN),,echo 'make core DOMAIN=ne2k' >&2; exit 2)
	@$(B)/tools/core --socket $(CONTROL) --folder $(B) $(DOMAIN)

clean: ## remove everything that was built, downloads included
	@rm -rf $(B)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile mk/*.mk | sed 's/^\([a-z-]*\):.*## /\1|/' | sort | \
		while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done
