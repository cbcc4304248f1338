// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "headwater/result.h"
#include "headwater/url.h"

/// \file
/// Which of other people's repositories the service fetches: `upstreams.allowed` of its
/// configuration. What a project declares is only a wish; anybody has an account at the large
/// forges, so hosts are no entries (security, A20).

namespace headwater::config {

/// One entry of the list.
struct AllowedUpstream {
  SafeUrl url;                    ///< Its host in small letters; a repository without ".git".
  bool everything_below = false;  ///< An owner, or all of the forge that the service works for.
  bool may_be_private = false;    ///< The operator says that its host has no public address.
};

/// The address with its host in small letters and without ".git" or '/' at the end: one form for
/// each repository.
SafeUrl PlainRepository(const SafeUrl& url);

/// Whether both name the same server: host and port, in whatever case.
bool IsSameHost(const SafeUrl& url, const SafeUrl& other);

/// A list of texts, or of maps `{url: TEXT, private: BOOL}`: `https://host/owner/name`, or
/// `https://host/owner/` for every repository below. `forge`: its host may stand alone, its scheme
/// may be http. kInvalid with a sentence without a place that quotes the entry.
Result<std::vector<AllowedUpstream>> ReadAllowedUpstreams(const DataNode& node,
                                                          const std::optional<SafeUrl>& forge);

/// The first entry that lets a repository in; nullptr: none does. Scheme, host and port have to be
/// those of the entry: a port that it does not name is another server.
const AllowedUpstream* FindAllowed(std::span<const AllowedUpstream> allowed, const SafeUrl& url);

}  // namespace headwater::config
