// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <utility>

#include "headwater/guarded.h"
#include "service/config/policy_layers.h"

namespace headwater::jobs {

/// The platform's policy as it is in force: replaced as a whole while others judge by it. Whoever
/// judges takes it once, so that no judgement is made by half of each. Thread-safe.
class LiveLayers {
 public:
  using Pointer = std::shared_ptr<const config::PolicyLayers>;

  /// nullptr: the standard preset alone.
  explicit LiveLayers(Pointer layers = nullptr) { Put(std::move(layers)); }

  Pointer Get() const {
    return layers_.With([](const Pointer& layers) { return layers; });
  }
  void Put(Pointer layers) {
    layers_.With([&layers](Pointer& current) { current.swap(layers); });
  }

 private:
  mutable Guarded<Pointer> layers_;
};

}  // namespace headwater::jobs
