# SPDX-License-Identifier: MIT
# Alcove's build: `make run` shows the demonstration, `make test` tests everything, `make help` lists the rest.
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

B := build
EMU ?= qemu

# All processors, unless a -j was given. Sub-makes share the job server.
ifeq ($(MAKELEVEL)$(filter -j% --jobserver%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc)
endif

# What the targets below need of the machine comes from setup.mk, which make remakes (installing what is
# missing) and reads again before anything else. Targets that build nothing go without.
BUILDS := $(filter-out help clean,$(or $(MAKECMDGOALS),help))
ifneq ($(BUILDS),)
include $(B)/setup.mk
endif

$(B)/setup.mk: packages.txt mk/setup.sh
	@mk/setup.sh $@

# $(eval $(call remember,TARGET,PARTS)) keeps TARGET.list as the list of TARGET's parts, and touches it only when
# they change: a target that depends on it is made anew when a source is removed, too.
define remember
ifneq ($(BUILDS),)
ifneq ($$(file <$(1).list),$(strip $(2)))
$$(shell mkdir -p $(dir $(1)))
$$(file >$(1).list,$(strip $(2)))
endif
endif
$(1): $(1).list
$(1).list: ;
endef

include mk/third-party.mk
include mk/kernel.mk
include mk/modules.mk
include mk/user.mk
include mk/host.mk
include mk/outside.mk
include mk/compat.mk
include mk/image.mk
include mk/targets.mk
include mk/mutants.mk
include mk/lint.mk

# Prerequisites that the compilers wrote down.
-include $(shell find $(B) -name '*.d' -type f 2>/dev/null)
