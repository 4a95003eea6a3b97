/* SPDX-License-Identifier: MIT
 * Keys for emergencies, which the executive keeps to itself.
 */
#pragma once
