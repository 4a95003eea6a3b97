# SPDX-License-Identifier: MIT
# Third-party sources built here: newlib from Debian's newlib-source, lwIP from its Debian source package.
THIRD_PARTY := $(B)/third-party
NEWLIB := $(THIRD_PARTY)/newlib/i686-elf
LWIP := $(THIRD_PARTY)/lwip/lwip/src

NEWLIB_STAMP := $(THIRD_PARTY)/newlib.stamp
LWIP_STAMP := $(THIRD_PARTY)/lwip.stamp

$(NEWLIB_STAMP): mk/newlib.sh
	@echo "  NEWLIB"
	+@mk/newlib.sh $(THIRD_PARTY)/newlib
	@touch $@

$(LWIP_STAMP): mk/lwip.sh
	@echo "  LWIP"
	@mk/lwip.sh $(THIRD_PARTY)/lwip
	@touch $@

.PHONY: third-party
third-party: $(NEWLIB_STAMP) $(LWIP_STAMP)
