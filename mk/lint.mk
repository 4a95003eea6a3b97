# SPDX-License-Identifier: MIT
# `make lint`: the project's rules, by tools/lint.
# clang takes the same flags as the executive's compiler, and less of its warnings.
LINT_HOST_FLAGS := -std=c++20 -I.

.PHONY: lint format
lint: $(B)/tools/lint $(PERSONALITIES) $(DRIVER_OBJECTS) $(NEWLIB_STAMP) $(LWIP_STAMP) ## check layering, cycles, assembly, formatting, clang-tidy
	@$(B)/tools/lint --state $(B)/lint --kernel-flags "$(KERNEL_CXXFLAGS)" --host-flags "$(LINT_HOST_FLAGS)" \
		$(PERSONALITIES:%=--personality %) $(DRIVER_OBJECTS:%=--module %)

format: $(B)/tools/lint ## format the C++ sources
	@$(B)/tools/lint --format
