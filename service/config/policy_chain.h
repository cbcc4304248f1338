// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/registry.h"
#include "headwater/result.h"
#include "service/config/policy_file.h"

/// \file
/// What a policy file extends: presets, and other files of its own tree or folder.

namespace headwater::config {

/// A policy's text and the name it is known by: ".headwater.yml", or a path given on the command
/// line.
struct NamedText {
  std::string name;
  std::string yaml;
};

/// Gives another file by its path from the root of the tree or folder; nothing where there is none.
/// Never called with a path that leaves it.
using ReadOther = std::function<Result<std::optional<NamedText>>(const std::string& path)>;

/// One file of a chain, read.
struct ChainLink {
  PolicyLayer layer;
  std::shared_ptr<const std::string> yaml;  ///< nullptr: it is shipped.
};

struct ChainSource {
  LayerKind kind = LayerKind::kProject;
  NamedText file;
  ReadOther read;  ///< nullptr: there are no other files, only presets.
};

/// What there is to extend that ships.
struct ChainTerms {
  const SettingCatalogue& catalogue;
  std::span<const ShippedFile> shipped;
  /// What a file extends that names nothing; empty: nothing.
  std::string_view standard;
};

// Presets extend presets, which extend families: three levels, and as many again for files.
inline constexpr size_t kMaxExtendsDepth = 8;
/// Files that one file may bring with it, in all: repeating them costs time and adds nothing.
inline constexpr size_t kMaxChainLinks = 64;

/// The file and what it extends, in the order in which they are laid over one another: the file
/// itself is the last. kInvalid as ReadPolicyFile, and for a circle, too many files, a file or
/// preset that does not exist, a path that leaves the tree, or what ReadOther refuses.
Result<std::vector<ChainLink>> ReadChain(const ChainSource& source, const ChainTerms& terms);

/// The shipped file of this name ("preset:strict"). kInvalid with the presets that exist.
Result<const ShippedFile*> FindShipped(std::string_view name, std::span<const ShippedFile> shipped);

}  // namespace headwater::config
