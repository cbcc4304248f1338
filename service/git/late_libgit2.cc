// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/late_libgit2.h"

#include <git2.h>

/// \file
/// The functions of libgit2 that service/git calls, defined here instead of by the library: each
/// hands its arguments to the library's own, which is loaded by the first of them. The library's
/// header is what checks their types, so a function that is missing here does not link, and one
/// that is wrong here does not compile.

namespace headwater::git {
namespace {

const LateLibrary& Libgit2() {
  // As the header that we were built with calls it; another version is another library.
  static const LateLibrary kLibrary("libgit2.so." LIBGIT2_SOVERSION, "libgit2-" LIBGIT2_SOVERSION);
  return kLibrary;
}

}  // namespace

Status LoadLibgit2() { return Libgit2().loaded(); }

decltype(&git_libgit2_opts) Libgit2Options() {
  return Libgit2().Find<decltype(git_libgit2_opts)>("git_libgit2_opts");
}

}  // namespace headwater::git

using headwater::git::Libgit2;

/// Not of libgit2 but of what it leans on, and called by it instead of mbedTLS's own, because the
/// program exports it (service/CMakeLists.txt). When libgit2 starts it reads all of the system's
/// certificates, 4 ms, for connections that nothing here makes; so it trusts none.
/// https://github.com/Mbed-TLS/mbedtls/blob/v2.28.3/include/mbedtls/x509_crt.h
extern "C" int mbedtls_x509_crt_parse_file(void* /*chain*/, const char* /*path*/) { return 0; }

void git_blob_free(git_blob* blob) { Libgit2().Call<git_blob_free>(__func__, blob); }
int git_blob_lookup(git_blob** blob, git_repository* repo, const git_oid* id) {
  return Libgit2().Call<git_blob_lookup>(__func__, blob, repo, id);
}
const void* git_blob_rawcontent(const git_blob* blob) {
  return Libgit2().Call<git_blob_rawcontent>(__func__, blob);
}
git_object_size_t git_blob_rawsize(const git_blob* blob) {
  return Libgit2().Call<git_blob_rawsize>(__func__, blob);
}
void git_config_free(git_config* cfg) { Libgit2().Call<git_config_free>(__func__, cfg); }
int git_config_get_string(const char** out, const git_config* cfg, const char* name) {
  return Libgit2().Call<git_config_get_string>(__func__, out, cfg, name);
}
// NOLINTNEXTLINE(readability-function-size): the library's own parameters.
int git_diff_blobs(const git_blob* old_blob, const char* old_as_path, const git_blob* new_blob,
                   const char* new_as_path, const git_diff_options* options,
                   git_diff_file_cb file_cb, git_diff_binary_cb binary_cb, git_diff_hunk_cb hunk_cb,
                   git_diff_line_cb line_cb, void* payload) {
  return Libgit2().Call<git_diff_blobs>(__func__, old_blob, old_as_path, new_blob, new_as_path,
                                        options, file_cb, binary_cb, hunk_cb, line_cb, payload);
}
// NOLINTNEXTLINE(readability-function-size): the library's own parameters.
int git_diff_buffers(const void* old_buffer, size_t old_len, const char* old_as_path,
                     const void* new_buffer, size_t new_len, const char* new_as_path,
                     const git_diff_options* options, git_diff_file_cb file_cb,
                     git_diff_binary_cb binary_cb, git_diff_hunk_cb hunk_cb,
                     git_diff_line_cb line_cb, void* payload) {
  return Libgit2().Call<git_diff_buffers>(__func__, old_buffer, old_len, old_as_path, new_buffer,
                                          new_len, new_as_path, options, file_cb, binary_cb,
                                          hunk_cb, line_cb, payload);
}
void git_diff_free(git_diff* diff) { Libgit2().Call<git_diff_free>(__func__, diff); }
const git_diff_delta* git_diff_get_delta(const git_diff* diff, size_t idx) {
  return Libgit2().Call<git_diff_get_delta>(__func__, diff, idx);
}
int git_diff_index_to_workdir(git_diff** diff, git_repository* repo, git_index* index,
                              const git_diff_options* opts) {
  return Libgit2().Call<git_diff_index_to_workdir>(__func__, diff, repo, index, opts);
}
size_t git_diff_num_deltas(const git_diff* diff) {
  return Libgit2().Call<git_diff_num_deltas>(__func__, diff);
}
int git_diff_options_init(git_diff_options* opts, unsigned int version) {
  return Libgit2().Call<git_diff_options_init>(__func__, opts, version);
}
const git_error* git_error_last() { return Libgit2().Call<git_error_last>(__func__); }
int git_ignore_path_is_ignored(int* ignored, git_repository* repo, const char* path) {
  return Libgit2().Call<git_ignore_path_is_ignored>(__func__, ignored, repo, path);
}
size_t git_index_entrycount(const git_index* index) {
  return Libgit2().Call<git_index_entrycount>(__func__, index);
}
int git_index_find_prefix(size_t* at_pos, git_index* index, const char* prefix) {
  return Libgit2().Call<git_index_find_prefix>(__func__, at_pos, index, prefix);
}
void git_index_free(git_index* index) { Libgit2().Call<git_index_free>(__func__, index); }
const git_index_entry* git_index_get_byindex(git_index* index, size_t n) {
  return Libgit2().Call<git_index_get_byindex>(__func__, index, n);
}
const git_index_entry* git_index_get_bypath(git_index* index, const char* path, int stage) {
  return Libgit2().Call<git_index_get_bypath>(__func__, index, path, stage);
}
int git_libgit2_init() { return Libgit2().Call<git_libgit2_init>(__func__); }
int git_merge_file(git_merge_file_result* out, const git_merge_file_input* ancestor,
                   const git_merge_file_input* ours, const git_merge_file_input* theirs,
                   const git_merge_file_options* opts) {
  return Libgit2().Call<git_merge_file>(__func__, out, ancestor, ours, theirs, opts);
}
int git_merge_file_input_init(git_merge_file_input* opts, unsigned int version) {
  return Libgit2().Call<git_merge_file_input_init>(__func__, opts, version);
}
int git_merge_file_options_init(git_merge_file_options* opts, unsigned int version) {
  return Libgit2().Call<git_merge_file_options_init>(__func__, opts, version);
}
void git_merge_file_result_free(git_merge_file_result* result) {
  Libgit2().Call<git_merge_file_result_free>(__func__, result);
}
const char* git_object_type2string(git_object_t type) {
  return Libgit2().Call<git_object_type2string>(__func__, type);
}
int git_odb_exists_ext(git_odb* db, const git_oid* id, unsigned int flags) {
  return Libgit2().Call<git_odb_exists_ext>(__func__, db, id, flags);
}
int git_odb_exists_prefix(git_oid* out, git_odb* db, const git_oid* short_id, size_t len) {
  return Libgit2().Call<git_odb_exists_prefix>(__func__, out, db, short_id, len);
}
void git_odb_free(git_odb* db) { Libgit2().Call<git_odb_free>(__func__, db); }
int git_odb_hash(git_oid* out, const void* data, size_t len, git_object_t type) {
  return Libgit2().Call<git_odb_hash>(__func__, out, data, len, type);
}
int git_odb_hashfile(git_oid* out, const char* path, git_object_t type) {
  return Libgit2().Call<git_odb_hashfile>(__func__, out, path, type);
}
const void* git_odb_object_data(git_odb_object* object) {
  return Libgit2().Call<git_odb_object_data>(__func__, object);
}
void git_odb_object_free(git_odb_object* object) {
  Libgit2().Call<git_odb_object_free>(__func__, object);
}
size_t git_odb_object_size(git_odb_object* object) {
  return Libgit2().Call<git_odb_object_size>(__func__, object);
}
git_object_t git_odb_object_type(git_odb_object* object) {
  return Libgit2().Call<git_odb_object_type>(__func__, object);
}
int git_odb_read(git_odb_object** out, git_odb* db, const git_oid* id) {
  return Libgit2().Call<git_odb_read>(__func__, out, db, id);
}
int git_odb_read_header(size_t* len_out, git_object_t* type_out, git_odb* db, const git_oid* id) {
  return Libgit2().Call<git_odb_read_header>(__func__, len_out, type_out, db, id);
}
int git_oid_fromstrn(git_oid* out, const char* str, size_t length) {
  return Libgit2().Call<git_oid_fromstrn>(__func__, out, str, length);
}
int git_reference_dwim(git_reference** out, git_repository* repo, const char* shorthand) {
  return Libgit2().Call<git_reference_dwim>(__func__, out, repo, shorthand);
}
void git_reference_free(git_reference* ref) { Libgit2().Call<git_reference_free>(__func__, ref); }
void git_reference_iterator_free(git_reference_iterator* iter) {
  Libgit2().Call<git_reference_iterator_free>(__func__, iter);
}
int git_reference_iterator_glob_new(git_reference_iterator** out, git_repository* repo,
                                    const char* glob) {
  return Libgit2().Call<git_reference_iterator_glob_new>(__func__, out, repo, glob);
}
int git_reference_iterator_new(git_reference_iterator** out, git_repository* repo) {
  return Libgit2().Call<git_reference_iterator_new>(__func__, out, repo);
}
int git_reference_lookup(git_reference** out, git_repository* repo, const char* name) {
  return Libgit2().Call<git_reference_lookup>(__func__, out, repo, name);
}
const char* git_reference_name(const git_reference* ref) {
  return Libgit2().Call<git_reference_name>(__func__, ref);
}
int git_reference_name_is_valid(int* valid, const char* refname) {
  return Libgit2().Call<git_reference_name_is_valid>(__func__, valid, refname);
}
int git_reference_name_to_id(git_oid* out, git_repository* repo, const char* name) {
  return Libgit2().Call<git_reference_name_to_id>(__func__, out, repo, name);
}
int git_reference_next(git_reference** out, git_reference_iterator* iter) {
  return Libgit2().Call<git_reference_next>(__func__, out, iter);
}
int git_reference_next_name(const char** out, git_reference_iterator* iter) {
  return Libgit2().Call<git_reference_next_name>(__func__, out, iter);
}
int git_reference_resolve(git_reference** out, const git_reference* ref) {
  return Libgit2().Call<git_reference_resolve>(__func__, out, ref);
}
const char* git_reference_symbolic_target(const git_reference* ref) {
  return Libgit2().Call<git_reference_symbolic_target>(__func__, ref);
}
const git_oid* git_reference_target(const git_reference* ref) {
  return Libgit2().Call<git_reference_target>(__func__, ref);
}
const git_oid* git_reference_target_peel(const git_reference* ref) {
  return Libgit2().Call<git_reference_target_peel>(__func__, ref);
}
const char* git_repository_commondir(const git_repository* repo) {
  return Libgit2().Call<git_repository_commondir>(__func__, repo);
}
int git_repository_config_snapshot(git_config** out, git_repository* repo) {
  return Libgit2().Call<git_repository_config_snapshot>(__func__, out, repo);
}
void git_repository_free(git_repository* repo) {
  Libgit2().Call<git_repository_free>(__func__, repo);
}
int git_repository_index(git_index** out, git_repository* repo) {
  return Libgit2().Call<git_repository_index>(__func__, out, repo);
}
int git_repository_is_bare(const git_repository* repo) {
  return Libgit2().Call<git_repository_is_bare>(__func__, repo);
}
int git_repository_odb(git_odb** out, git_repository* repo) {
  return Libgit2().Call<git_repository_odb>(__func__, out, repo);
}
int git_repository_open_ext(git_repository** out, const char* path, unsigned int flags,
                            const char* ceiling_dirs) {
  return Libgit2().Call<git_repository_open_ext>(__func__, out, path, flags, ceiling_dirs);
}
const char* git_repository_path(const git_repository* repo) {
  return Libgit2().Call<git_repository_path>(__func__, repo);
}
const char* git_repository_workdir(const git_repository* repo) {
  return Libgit2().Call<git_repository_workdir>(__func__, repo);
}
