// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/options.h"

#include <cstdlib>

namespace headwater {
namespace {

/// The catalogue tests run every rule with its declared options, so a wrong name or type dies
/// there and not in front of a user.
template <typename T>
const T& Get(const std::map<std::string, OptionValue, std::less<>>& values, std::string_view name) {
  const auto found = values.find(name);
  if (found == values.end()) std::abort();
  const T* value = std::get_if<T>(&found->second);
  if (value == nullptr) std::abort();
  return *value;
}

}  // namespace

bool Options::Bool(std::string_view name) const { return Get<bool>(values_, name); }

int64_t Options::Integer(std::string_view name) const { return Get<int64_t>(values_, name); }

const std::string& Options::Choice(std::string_view name) const {
  return Get<std::string>(values_, name);
}

const std::string& Options::Text(std::string_view name) const {
  return Get<std::string>(values_, name);
}

const std::vector<std::string>& Options::Globs(std::string_view name) const {
  return Get<std::vector<std::string>>(values_, name);
}

}  // namespace headwater
