// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/data.h"

#include <algorithm>

namespace headwater {

const DataNode* DataNode::Find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const auto& member) { return member.first.scalar == key; });
  return found == members.end() ? nullptr : &found->second;
}

const XmlNode* XmlNode::Child(std::string_view child_name) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const XmlNode& child) { return child.name == child_name; });
  return found == children.end() ? nullptr : &*found;
}

}  // namespace headwater
