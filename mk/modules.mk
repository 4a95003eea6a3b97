# SPDX-License-Identifier: MIT
# gnu89 C for domains: the personality for each mode, and a module of each driver, as relocatable objects.
DOMAIN_CFLAGS = -m32 -march=i686 -std=gnu89 -O2 -g -Wall -ffreestanding -fno-pic -fno-pie -fno-strict-aliasing \
	-fno-common -fno-stack-protector -fcf-protection=none -fno-asynchronous-unwind-tables \
	-fno-toplevel-reorder -mpreferred-stack-boundary=2 -nostdinc -isystem $(GCC_INCLUDE) \
	-D__KERNEL__ -DMODULE -Ilinux-compat/include -I.
DOMAIN_LINK = ld -m elf_i386 -r -z noexecstack
# Source lines and stack frames for reports of failures; so modules need no frame pointers.
DOMAIN_LINES = $(B)/tools/linetable

PERSONALITY_SOURCES := $(shell find linux-compat -path '*/src/*.c' | sort)
NOOKS_SOURCES := $(filter-out linux-compat/src/native/%,$(PERSONALITY_SOURCES))
NATIVE_SOURCES := $(filter-out linux-compat/src/nooks/%,$(PERSONALITY_SOURCES))
PERSONALITIES := $(if $(PERSONALITY_SOURCES),$(B)/personality/nooks.o $(B)/personality/native.o)

$(B)/domain/%.c.o: %.c mk/modules.mk | $(B)/setup.mk
	@echo "  C    $<"; mkdir -p $(@D)
	@gcc $(DOMAIN_CFLAGS) $(DOMAIN_WARNINGS) -MMD -MP -c -o $@ $<

# The personality is ours, and held to what the executive is held to.
$(B)/domain/linux-compat/%.o: DOMAIN_WARNINGS := -Werror

$(B)/personality/nooks.o: $(NOOKS_SOURCES:%=$(B)/domain/%.o)
$(B)/personality/native.o: $(NATIVE_SOURCES:%=$(B)/domain/%.o)
$(PERSONALITIES): $(DOMAIN_LINES)
	@echo "  LINK $@"; mkdir -p $(@D)
	@$(DOMAIN_LINK) -o $@ $(filter %.o,$^) && $(DOMAIN_LINES) $@
$(eval $(call remember,$(B)/personality/nooks.o,$(NOOKS_SOURCES)))
$(eval $(call remember,$(B)/personality/native.o,$(NATIVE_SOURCES)))

# drivers/CLASS/NAME/*.c becomes build/modules/NAME.o.
DRIVER_FOLDERS := $(patsubst %/driver.conf,%,$(wildcard drivers/*/*/driver.conf))
DRIVERS := $(notdir $(DRIVER_FOLDERS))
DRIVER_OBJECTS := $(DRIVERS:%=$(B)/modules/%.o)

# Extensions that only tests load: built like drivers, but not part of the initial RAM file system.
TEST_MODULE_FOLDERS := $(patsubst %/driver.conf,%,$(wildcard tests/system/modules/*/driver.conf))
TEST_MODULES := $(patsubst %,$(B)/modules/%.o,$(notdir $(TEST_MODULE_FOLDERS)))

define MODULE
$(B)/modules/$(notdir $(1)).o: $(patsubst %,$(B)/domain/%.o,$(wildcard $(1)/*.c)) $(DOMAIN_LINES)
	@echo "  LINK $$@"; mkdir -p $$(@D)
	@$$(DOMAIN_LINK) -o $$@ $$(filter %.o,$$^) && $$(DOMAIN_LINES) $$@
$(call remember,$(B)/modules/$(notdir $(1)).o,$(wildcard $(1)/*.c))
endef
$(foreach folder,$(DRIVER_FOLDERS) $(TEST_MODULE_FOLDERS),$(eval $(call MODULE,$(folder))))

.PHONY: modules
modules: $(PERSONALITIES) $(DRIVER_OBJECTS) ## build the personality and the drivers
