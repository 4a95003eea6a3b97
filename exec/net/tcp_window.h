// SPDX-License-Identifier: MIT
// TCP's receive window: as wide as the smallest device can take in one burst.
#pragma once

namespace alcove::exec {

/// Fits the window to the interfaces there are; call when one comes, goes or gets another driver. What peers
/// were promised before stays promised. Core locked.
void tcp_window_fit();

} // namespace alcove::exec
