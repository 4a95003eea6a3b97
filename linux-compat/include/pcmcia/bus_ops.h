/* SPDX-License-Identifier: MIT
 * Access to cards behind odd buses: here all are plain.
 */
#pragma once
#include <pcmcia/cs_types.h>
