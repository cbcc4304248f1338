// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>

#include "headwater/rule.h"
#include "rules/license/recognise.h"

namespace headwater::license {

/// One licence text of a changed licence file (LICENSE, COPYING, or a file of LICENSES/).
struct ChangedText {
  Untrusted path;
  bool in_licenses_folder = false;
  RecognisedText recognised;
  std::optional<Message> unchecked;  ///< Why the file was not read; complete, with the path.
};

/// Calls `visit` for every text of every licence file with added lines, whoever's it is; stops
/// early when only "is there any" is asked and `answer` is full.
Status ForEachChangedText(const RuleContext& context, const AnswerBuilder& answer,
                          const std::function<void(const ChangedText&)>& visit);

}  // namespace headwater::license
