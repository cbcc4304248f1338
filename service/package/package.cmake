# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2

# Nobody installs a build for tests.
if(HEADWATER_TESTS OR HEADWATER_FUZZ)
  return()
endif()

# What `cmake --install` puts where, and the Debian package (`cpack` in the build folder). The
# program looks for nothing beside itself, so a prefix may be moved as a whole.
include(GNUInstallDirs)
string(REGEX MATCH "^[0-9]+\\.[0-9]+" GIT2_SOVERSION "${GIT2_VERSION}")
set(package_folder ${CMAKE_CURRENT_LIST_DIR})
set(HEADWATER_PACKAGE_CONTACT "Headwater contributors <headwater@example.org>" CACHE STRING
    "Who answers for a Debian package made here: whoever distributes one names themselves")
find_program(GZIP gzip REQUIRED)

# Of the last commit, or of the release (service/package/release), so that the same sources are the
# same bytes. https://reproducible-builds.org/specs/source-date-epoch/
set(package_epoch "$ENV{SOURCE_DATE_EPOCH}")
if(package_epoch STREQUAL "")
  execute_process(COMMAND git -C ${CMAKE_SOURCE_DIR} log -1 --format=%ct
                  OUTPUT_VARIABLE package_epoch OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(package_epoch STREQUAL "")
  set(package_epoch 0)
endif()

install(TARGETS headwater RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/NOTICE
              ${CMAKE_SOURCE_DIR}/SECURITY.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/LICENSES/CC-BY-4.0.txt
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/LICENSES)
file(GLOB documents CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/service/docs/*.md)
install(FILES ${documents} DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/rules/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}
        RENAME rules.md)

# `package_compressed(source name folder)`: without the time of day in it.
function(package_compressed source name folder)
  set(copy ${CMAKE_CURRENT_BINARY_DIR}/package/${name})
  add_custom_command(OUTPUT ${copy}.gz
    COMMAND ${CMAKE_COMMAND} -E copy ${source} ${copy}
    COMMAND ${GZIP} -9nf ${copy}
    DEPENDS ${source} VERBATIM)
  add_custom_target(package_${name} ALL DEPENDS ${copy}.gz)
  install(FILES ${copy}.gz DESTINATION ${folder} ${ARGN})
endfunction()
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/package)
package_compressed(${package_folder}/headwater.1 headwater.1 ${CMAKE_INSTALL_MANDIR}/man1)
package_compressed(${CMAKE_SOURCE_DIR}/CHANGELOG.md changelog ${CMAKE_INSTALL_DOCDIR})

# What the program was linked to and what it loads later, as the packages of this machine say.
find_program(PYTHON python3)
find_program(DPKG_QUERY dpkg-query)
if(PYTHON AND DPKG_QUERY)
  set(package_sbom ${CMAKE_CURRENT_BINARY_DIR}/package/headwater.cdx.json)
  add_custom_command(OUTPUT ${package_sbom}
    COMMAND ${CMAKE_COMMAND} -E env SOURCE_DATE_EPOCH=${package_epoch}
            ${PYTHON} ${package_folder}/sbom $<TARGET_FILE:headwater> --version ${PROJECT_VERSION}
            --out ${package_sbom}
    DEPENDS headwater ${package_folder}/sbom VERBATIM)
  add_custom_target(package_sbom ALL DEPENDS ${package_sbom})
  install(FILES ${package_sbom} DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

# What only a Debian package has. The revision counts packages of the same sources.
set(package_revision 1)
execute_process(COMMAND date --utc --rfc-email --date=@${package_epoch}
                OUTPUT_VARIABLE package_date OUTPUT_STRIP_TRAILING_WHITESPACE)
set(package_changelog ${CMAKE_CURRENT_BINARY_DIR}/package/changelog.Debian.txt)
file(CONFIGURE OUTPUT ${package_changelog} @ONLY CONTENT
"headwater (@PROJECT_VERSION@-@package_revision@) unstable; urgency=medium

  * What is new is in changelog.gz.

 -- @HEADWATER_PACKAGE_CONTACT@  @package_date@
")
set(debian_only COMPONENT debian EXCLUDE_FROM_ALL)
package_compressed(${package_changelog} changelog.Debian ${CMAKE_INSTALL_DOCDIR} ${debian_only})
install(FILES ${package_folder}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} ${debian_only})
install(FILES ${package_folder}/headwater.service DESTINATION /lib/systemd/system ${debian_only})
install(FILES ${package_folder}/headwater.yml DESTINATION /etc/headwater ${debian_only})

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_CMAKE_PROJECTS "${CMAKE_BINARY_DIR};headwater;Unspecified;/"
                                 "${CMAKE_BINARY_DIR};headwater;debian;/")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME headwater)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "judges merge requests of a GitLab for public code")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Headwater looks at every merge request of a GitLab, or at a change in any git
repository: whether each file says its licence, whether there is a valid parts
list (SBOM), whether what belongs upstream goes there, and whether a project
is a copy of another. It sets a status and writes one comment where there is
something to do.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${package_revision})
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${HEADWATER_PACKAGE_CONTACT}")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Late: service/core/late_crypto.cc, service/git/late_libgit2.cc, service/http/late_curl.cc. The rest
# is called as a program, or read.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libcurl4, libgit2-${GIT2_SOVERSION}, libssl3, git (>= 1:2.39.4), ca-certificates, adduser")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/package/conffiles "/etc/headwater/headwater.yml\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${CMAKE_CURRENT_BINARY_DIR}/package/conffiles ${package_folder}/postinst
    ${package_folder}/prerm ${package_folder}/postrm)
include(CPack)
