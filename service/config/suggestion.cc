// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/suggestion.h"

#include "headwater/nearest_word.h"

namespace headwater::config {

std::string DidYouMean(std::string_view written, const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = NearestWord(written, candidates);
  return nearest.empty() ? "" : " - did you mean `" + std::string(nearest) + "`?";
}

}  // namespace headwater::config
