// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/glob.h"
#include "headwater/result.h"
#include "service/config/policy_chain.h"
#include "service/config/policy_stack.h"

/// \file
/// The layers above a project's own file: preset, the instance's file, files of groups.

namespace headwater::config {

struct Shipped;

/// One file of the layers that count for a project, as it is handed to another process.
struct LayerText {
  LayerKind kind = LayerKind::kShipped;
  std::string name;
  std::shared_ptr<const std::string> yaml;  ///< nullptr: it is shipped.
};

/// What stands above a project's own file.
struct UpperPolicy {
  std::string name;  ///< For people: "preset:opencode", "instance.yml, groups/city.yml".
  PolicyStack stack;
  /// In the order in which they were laid over one another, with all that they extend.
  std::vector<LayerText> texts;
  /// Nothing but the standard preset: a project that extends something chooses it instead.
  bool replaceable = false;
};

/// The standard preset alone. kInvalid: there is no such preset.
Result<UpperPolicy> StandardPolicy(const Shipped& shipped);

/// What was handed over: UpperPolicy::texts. kInvalid as ReadPolicyFile.
Result<UpperPolicy> ReadUpperPolicy(std::vector<LayerText> texts, const Shipped& shipped);

/// Where the layers are read from; `groups` in the order in which they are laid over one another.
struct LayerSources {
  NamedText instance;
  ReadOther beside_instance;
  std::vector<NamedText> groups;
  ReadOther below_groups;
};

/// The layers of a platform, read once. Immutable; threads may share it. Rules must outlive it.
class PolicyLayers {
 public:
  /// kInvalid with `file:line:column: sentence` for what ReadChain refuses, an instance without
  /// `contact` or `owners`, a group without `projects`, and a group that is laxer than a lock of
  /// the instance.
  static Result<PolicyLayers> Load(const LayerSources& sources, const Shipped& shipped);

  /// What counts for the project of this path; `project`: its number, by which the steps of modes
  /// have their days (RampTerms). Where files of several groups count, the later one
  /// wins, but for what an earlier one locks: of that the stricter value counts.
  UpperPolicy For(std::string_view project_path, ProjectId project = {}) const;

  /// The same layers, with what holds back the steps of modes.
  PolicyLayers WithPauses(std::shared_ptr<const std::vector<Pause>> pauses) const;
  /// Everything that any file names in a `stop_if`, each once.
  std::vector<StopCondition> Conditions() const;

  /// Whether any file says something of who takes part.
  bool speaks_of_enrolment() const { return speaks_of_enrolment_; }

  /// Who is told when a policy cannot be used.
  const std::vector<std::string>& owners() const { return instance_.stack.owners().value; }

 private:
  /// A glob whose beginning decides most comparisons: 500 groups are looked at for each project.
  struct PathGlob {
    std::string beginning;  ///< Without `*` and `?`.
    GlobSet glob;
  };
  struct Group {
    std::string name;
    std::vector<PathGlob> projects;
    std::vector<ChainLink> chain;
  };
  explicit PolicyLayers(UpperPolicy instance) : instance_(std::move(instance)) {}

  static Result<Group> ReadGroup(const NamedText& file, const ReadOther& read,
                                 const ChainTerms& terms);
  static bool Covers(const Group& group, std::string_view project_path);

  UpperPolicy instance_;
  std::vector<Group> groups_;
  bool speaks_of_enrolment_ = false;
  std::shared_ptr<const std::vector<Pause>> pauses_;  ///< Shared by all copies; nullptr: none.
};

}  // namespace headwater::config
