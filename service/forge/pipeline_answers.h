// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "headwater/data_field.h"
#include "headwater/pipeline_files.h"

/// \file
/// GitLab's answers about pipelines, jobs and releases as values of ours, by the rules of
/// answers.h. `base_url`: the forge's, without a slash at the end. Pure.

namespace headwater::forge {

/// None for a pipeline that was made for statuses of outsiders alone.
Result<std::optional<ForgePipeline>> ReadPipelineOfCommit(const DataField& pipeline);

Result<ForgeJob> ReadJob(const DataField& job, std::string_view base_url);

Result<ForgeRelease> ReadRelease(const DataField& release, ProjectId project,
                                 std::string_view base_url);

}  // namespace headwater::forge
