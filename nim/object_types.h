// SPDX-License-Identifier: MIT
// The object types of the tracker, from nim/abi/object_types.def.
#pragma once
#include "lib/types.h"

namespace alcove::nim {

enum class ObjectType : u8 {
#define OBJECT_TYPE(name, text) name,
#include "nim/abi/object_types.def"
#undef OBJECT_TYPE
    count
};
constexpr u32 k_object_types = static_cast<u32>(ObjectType::count);

const char* object_type_name(ObjectType t);

} // namespace alcove::nim
