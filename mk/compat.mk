# SPDX-License-Identifier: MIT
# `make compat`: how much of the 2.4.18 interface is there and works (docs/linux-support.md).
COMPAT = $(B)/tools/compat --flags='$(OUTSIDE_CFLAGS)'

.PHONY: compat
compat: $(B)/tools/compat $(PERSONALITIES) ## how much of Linux 2.4.18's interface is there, by class: [ROWS=20 CLASS=net]
	@$(COMPAT) $(if $(ROWS),--rows $(ROWS)) $(if $(CLASS),--class $(CLASS))
