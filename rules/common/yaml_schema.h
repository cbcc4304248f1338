// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "headwater/data.h"

namespace headwater {

/// The kind of a plain (unquoted) scalar by the core schema of YAML 1.2
/// (https://yaml.org/spec/1.2.2/#1032-tag-resolution).
DataNode::Kind ResolvePlainScalar(std::string_view text);

}  // namespace headwater
