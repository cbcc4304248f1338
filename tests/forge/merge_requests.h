// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/forge/world.h"

/// \file
/// The life of merge requests and of what pushes do to them. Each function runs git outside the
/// state's lock and tells the webhooks what became different.

namespace headwater::forge_double {

struct MergeRequestKey {
  int64_t project = 0;
  int64_t iid = 0;
};

/// Registers it; its diff and the event "open" come after settings.prepare_delay. Its iid.
int64_t OpenMergeRequest(World& world, MergeRequest merge_request);

/// Lets `change` alter it and tells the webhooks what became different, as `user`'s doing. False:
/// there is no such merge request.
bool ChangeMergeRequest(World& world, MergeRequestKey key, int64_t user,
                        const std::function<void(State&, MergeRequest&)>& change);

/// A push may have reached it: brings its ref, versions and webhooks up to date.
void RefreshMergeRequest(World& world, MergeRequestKey key, int64_t user);

/// Why a merge was refused; empty text: it was done.
struct MergeRefusal {
  int status = 0;
  std::string text;
};
/// `sha`: what the caller believes the head to be; empty: no belief.
MergeRefusal Merge(World& world, MergeRequestKey key, int64_t user, const std::string& sha);

/// Everything that follows from refs of a project having moved.
void AfterPush(World& world, int64_t project, int64_t user, const std::vector<RefChange>& changes);

/// A pipeline with one job "build" of this state.
int64_t CreatePipeline(World& world, Pipeline pipeline, const std::string& state);
/// Sets the state of its own job. False: there is no such pipeline.
bool SetPipeline(World& world, int64_t pipeline, const std::string& state);

}  // namespace headwater::forge_double
