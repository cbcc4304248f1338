// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>

#include "headwater/check.h"

/// \file
/// Private to service/cli: each rule family's own questions.

namespace headwater::cli {

CLI::App* AddLicenses(CLI::App& app, LicensesRequest& request);
CLI::App* AddSbomValidate(CLI::App& app, SbomValidateRequest& request);
CLI::App* AddPubliccodeValidate(CLI::App& app, PubliccodeValidateRequest& request);
CLI::App* AddProvenance(CLI::App& app, ProvenanceRequest& request);
/// What looks after copies of upstreams: `upstream`, to which commands are added.
CLI::App* AddUpstream(CLI::App& app);
CLI::App* AddUpstreamConfirm(CLI::App& upstream, UpstreamConfirmRequest& request);
CLI::App* AddUpstreamRefresh(CLI::App& upstream);

}  // namespace headwater::cli
