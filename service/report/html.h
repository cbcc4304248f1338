// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/sink.h"

/// \file
/// What our HTML documents have in common: one file, no script, nothing from elsewhere; readable by
/// keyboard and screen reader, on 320 px and in print.

namespace headwater::report {

using Html = Out<Sink::kXml>;

/// Up to the beginning of `<main>`, with its heading. `style` comes after what all have.
void BeginHtml(const Html& title, Literal style, Language language, Html& out);

void EndHtml(Html& out);

}  // namespace headwater::report
