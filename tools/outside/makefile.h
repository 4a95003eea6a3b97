// SPDX-License-Identifier: MIT
// What the makefile beside a source gives the compiler.
#pragma once
#include <string>
#include <vector>

namespace alcove::outside {

/// The words -D, -U and -I of EXTRA_CFLAGS and CFLAGS_name.o in the text of a 2.4 makefile, outside its
/// conditionals and without those that need a make variable. Relative folders of -I are below `folder`.
/// A source that is a module by "obj-$(CONFIG_X) += stem.o" has -DCONFIG_X_MODULE=1: whoever builds it as a
/// module has set that option, and some leave out their firmware without it. Not where several options do.
std::vector<std::string> makefile_flags(const std::string& makefile, const std::string& stem,
                                        const std::string& folder);

/// The same for a source, from the Makefile in its folder; nothing where there is none.
std::vector<std::string> flags_beside(const std::string& source);

} // namespace alcove::outside
