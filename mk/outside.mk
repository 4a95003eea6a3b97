# SPDX-License-Identifier: MIT
# Drivers from outside the tree (docs/drivers-from-outside.md): `make module`, `make survey`, and images with them.

# Warnings are those of another time and another compiler: CFLAGS_EXTRA=-Wall asks for them. The top of the tree
# is no place for a driver's headers.
OUTSIDE_CFLAGS = $(filter-out -I. -Wall,$(DOMAIN_CFLAGS)) -w

.PHONY: module survey
# The shell expands ~ and the like in SRC.
module: $(B)/tools/module $(DOMAIN_LINES) $(PERSONALITIES) $(DRIVER_OBJECTS) ## build a 2.4 driver: NAME= SRC="a.c b.c" [BUNDLE= HDRS= CFLAGS_EXTRA=]
	@$(if $(and $(NAME),$(SRC)),,echo 'make module NAME=foo SRC="/path/a.c /path/b.c" [BUNDLE=name] [HDRS=folder] [CFLAGS_EXTRA=...]' >&2; exit 2)
	@$(B)/tools/module --name "$(NAME)" $(if $(BUNDLE),--bundle "$(BUNDLE)") $(if $(HDRS),--headers $(HDRS)) \
		--flags='$(OUTSIDE_CFLAGS)' $(if $(CFLAGS_EXTRA),--more-flags='$(CFLAGS_EXTRA)') --build $(B) \
		--personality $(B)/personality/nooks.o $(DRIVER_OBJECTS:%=--ours %) --sources $(SRC)

survey: $(B)/tools/survey $(PERSONALITIES) $(DRIVER_OBJECTS) ## try 2.4 sources, rank what is missing: DIR= [ROWS= LIST= HDRS= BESIDE= CFLAGS_EXTRA=]
	@$(if $(DIR),,echo 'make survey DIR=/path/to/sources [ROWS=20] [LIST=file] [HDRS=folder] [BESIDE="a.c b.c"] [CFLAGS_EXTRA=...]' >&2; exit 2)
	@$(B)/tools/survey --our-headers linux-compat/include --work $(B)/survey --json $(B)/survey.json \
		--flags='$(OUTSIDE_CFLAGS)' $(if $(CFLAGS_EXTRA),--more-flags='$(CFLAGS_EXTRA)') $(if $(HDRS),--headers $(HDRS)) \
		$(patsubst %,--beside %,$(BESIDE)) $(if $(LIST),--list $(LIST)) $(if $(ROWS),--rows $(ROWS)) \
		$(patsubst %,--offering %,$(B)/personality/nooks.o $(DRIVER_OBJECTS)) "$(DIR)"
